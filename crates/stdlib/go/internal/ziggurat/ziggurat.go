// Package ziggurat computes the tables of Marsaglia and Tsang's ziggurat
// method: for each layer of a density, what decides at once (K), its width (W)
// and the density at its edge (F).
//
// G. Marsaglia, W. W. Tsang, "The Ziggurat Method for Generating Random
// Variables", J. Stat. Softw. 5 (2000).
package ziggurat

import "math"

// The method's constants: where the last layer begins, and the area of each.
const (
	normEdge = 3.442619855899
	normArea = 9.91256303526217e-3
	expEdge  = 7.69711747013104972
	expArea  = 3.949659822581572e-3
)

// Norm is the standard normal distribution in 128 layers, by 31 bits.
var Norm = build(128, 1<<31, normEdge, normArea,
	func(x float64) float64 { return math.Exp(-.5 * x * x) },
	func(y float64) float64 { return math.Sqrt(-2 * math.Log(y)) })

// Exp is the exponential distribution in 256 layers, by 32 bits.
var Exp = build(256, 1<<32, expEdge, expArea,
	func(x float64) float64 { return math.Exp(-x) },
	func(y float64) float64 { return -math.Log(y) })

// A Table has an entry for each layer.
type Table struct {
	K    []uint32
	W, F []float32
}

// build works from the last layer inwards. density and its inverse define the
// distribution, scale is what random numbers are below.
func build(layers int, scale, edge, area float64, density, inverse func(float64) float64) *Table {
	t := &Table{make([]uint32, layers), make([]float32, layers), make([]float32, layers)}
	last := layers - 1
	base := area / density(edge)
	t.K[0] = uint32(edge / base * scale)
	t.W[0] = float32(base / scale)
	t.F[0] = 1
	t.W[last] = float32(edge / scale)
	t.F[last] = float32(density(edge))
	x := edge
	for i := last - 1; i > 0; i-- {
		next := inverse(area/x + density(x))
		t.K[i+1] = uint32(next / x * scale)
		x = next
		t.F[i] = float32(density(x))
		t.W[i] = float32(x / scale)
	}
	return t
}
