// Zipf's distribution.

package rand

import "math"

// A Zipf draws k from [0, imax] with probabilities proportional to
// (v+k) to the power of -s (rejection-inversion by Hörmann and Derflinger).
type Zipf struct {
	r       *Rand
	v       float64
	minusS  float64
	power   float64 // 1 - s
	inverse float64 // 1 / (1 - s)
	from    float64
	length  float64
	accept  float64
	_       float64 // gc's is as large
}

// area is the integral of the density.
func (z *Zipf) area(x float64) float64 {
	return math.Exp(z.power*math.Log(z.v+x)) * z.inverse
}

// place is the inverse of area.
func (z *Zipf) place(x float64) float64 {
	return math.Exp(z.inverse*math.Log(z.power*x)) - z.v
}

// NewZipf makes a Zipf; s > 1 and v >= 1, else it is nil.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1.0 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, v: v, minusS: -s, power: 1 - s}
	z.inverse = 1 / z.power
	z.from = z.area(float64(imax) + 0.5)
	z.length = z.area(0.5) - math.Exp(math.Log(v)*-s) - z.from
	z.accept = 1 - z.place(z.area(1.5)-math.Exp(-s*math.Log(v+1.0)))
	return z
}

// Uint64 draws a number.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		u := z.from + z.r.Float64()*z.length
		x := z.place(u)
		k := math.Floor(x + 0.5)
		if k-x <= z.accept || u >= z.area(k+0.5)-math.Exp(z.minusS*math.Log(k+z.v)) {
			return uint64(k)
		}
	}
}
