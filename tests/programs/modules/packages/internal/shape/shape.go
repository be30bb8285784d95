// Package shape is only for this module.
package shape

import (
	"fmt"
	"math"

	"example/util"
)

type Shape interface{ Area() float64 }

type Square struct{ Side float64 }

func (s Square) Area() float64  { return s.Side * s.Side }
func (s Square) String() string { return fmt.Sprint("square of ", s.Side) }

type circle struct{ r float64 }

func NewCircle(r float64) Shape { return &circle{r} }

func (c *circle) Area() float64  { return math.Pi * c.r * c.r }
func (c *circle) String() string { return "circle" }

func init() {
	util.Count++
	fmt.Println("shape init")
}
