// Numbers and regular expressions through encoding/json.
package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
)

type T struct {
	A *big.Int
	F *big.Float
	R *regexp.Regexp
	Q *big.Rat
}

func main() {
	t := T{big.NewInt(1 << 60), big.NewFloat(1.5), regexp.MustCompile("a+"), big.NewRat(1, 3)}
	b, err := json.Marshal(t)
	fmt.Println(string(b), err)
	var u T
	fmt.Println(json.Unmarshal(b, &u), u.A, u.F, u.R, u.Q)
	fmt.Println(json.Unmarshal([]byte(`{"A":"x"}`), &u), json.Unmarshal([]byte(`{"R":"("}`), &u))
	fmt.Printf("%v %+v %T\n", t.A, t.F, t.R)
}
