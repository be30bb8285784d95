// Wrapping, Is, As, Join, Unwrap.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

type notFound struct{ name string }

func (e *notFound) Error() string        { return e.name + " not found" }
func (e *notFound) Is(target error) bool { return target == errMissing }

var errMissing = errors.New("missing")
var errBase = errors.New("base")

func main() {
	w := fmt.Errorf("outer: %w", fmt.Errorf("middle: %w", errBase))
	fmt.Println(w, errors.Is(w, errBase), errors.Unwrap(w), errors.Unwrap(errBase))
	nf := fmt.Errorf("ctx: %w", &notFound{"key"})
	var t *notFound
	fmt.Println(errors.As(nf, &t), t.name, errors.Is(nf, errMissing), errors.Is(nf, errBase))
	j := errors.Join(errBase, nil, nf)
	fmt.Printf("%v|%q\n", j, j.Error())
	fmt.Println(errors.Is(j, errBase), errors.Is(j, errMissing), errors.Join(nil, nil) == nil)
	two := fmt.Errorf("%w and %w", errBase, errMissing)
	fmt.Println(two, errors.Is(two, errMissing), errors.Unwrap(two))
	fmt.Println(errors.New("x") == errors.New("x"), errors.Is(nil, errBase), errors.Is(errBase, nil))
	_, err := strconv.Atoi("12x")
	var ne *strconv.NumError
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err, errors.Is(err, strconv.ErrSyntax))
	if e, ok := errors.AsType[*notFound](nf); ok {
		fmt.Println("as type", e.name)
	}
}
