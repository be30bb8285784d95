// Return statements with too few or too many values.
package main

func a() int { return }

func b() (int, string) { return 1 }

func c() { return 1 }

func d() (n int, err error) {
	return n, err, 1
}

func e() (int, error) { return "x", nil }

func main() {}
