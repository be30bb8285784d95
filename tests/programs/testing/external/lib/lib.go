package lib

// Twice n.
func Twice(n int) int { return 2 * n }
