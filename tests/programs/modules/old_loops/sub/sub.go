//go:build go1.18 && !plan9

package sub

func Values() (out []int) {
	var ps []*int
	for i := range [3]bool{} {
		ps = append(ps, &i)
	}
	for _, p := range ps {
		out = append(out, *p)
	}
	return
}
