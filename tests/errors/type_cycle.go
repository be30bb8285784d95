// Types that contain themselves.
package main

type A struct{ b B }
type B struct{ a A }
type C [2]C
type D D
type E interface{ E }
type F = F

func main() {}
