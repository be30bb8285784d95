// Normal and exponential distributions.

package rand

import (
	"internal/ziggurat"
	"math"
)

// NormFloat64 draws from the standard normal distribution.
func (r *Rand) NormFloat64() float64 {
	const edge = 3.442619855899
	norm := ziggurat.Norm
	for {
		j := int32(r.Uint32())
		i := j & 0x7f
		x := float64(j) * float64(norm.W[i])
		size := uint32(j)
		if j < 0 {
			size = -size
		}
		if size < norm.K[i] {
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
		if norm.F[i]+float32(r.Float64())*(norm.F[i-1]-norm.F[i]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 draws from the exponential distribution with rate 1.
func (r *Rand) ExpFloat64() float64 {
	const edge = 7.69711747013104972
	exp := ziggurat.Exp
	for {
		j := r.Uint32()
		i := j & 0xff
		x := float64(j) * float64(exp.W[i])
		if j < exp.K[i] {
			return x
		}
		if i == 0 {
			return edge - math.Log(r.Float64())
		}
		if exp.F[i]+float32(r.Float64())*(exp.F[i-1]-exp.F[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}
