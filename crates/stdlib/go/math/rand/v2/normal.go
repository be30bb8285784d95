// Normal and exponential distributions.

package rand

import "math"

// NormFloat64 draws from the standard normal distribution.
func (r *Rand) NormFloat64() float64 {
	const edge = 3.442619855899
	for {
		u := r.Uint64()
		j := int32(u)
		i := u >> 32 & 0x7f
		x := float64(j) * float64(normW[i])
		size := uint32(j)
		if j < 0 {
			size = -size
		}
		if size < normK[i] {
			return x
		}
		if i == 0 {
			// The tail, by Marsaglia's method.
			for {
				x = -math.Log(r.Float64()) * (1.0 / edge)
				y := -math.Log(r.Float64())
				if y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return edge + x
			}
			return -edge - x
		}
		if normF[i]+float32(r.Float64())*(normF[i-1]-normF[i]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 draws from the exponential distribution with rate 1.
func (r *Rand) ExpFloat64() float64 {
	const edge = 7.69711747013104972
	for {
		u := r.Uint64()
		j := uint32(u)
		i := u >> 32 & 0xff
		x := float64(j) * float64(expW[i])
		if j < expK[i] {
			return x
		}
		if i == 0 {
			return edge - math.Log(r.Float64())
		}
		if expF[i]+float32(r.Float64())*(expF[i-1]-expF[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}
