// Expressions that want more slots than a frame has.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

type T struct {
	Name string
	Kids []T
}

type V [7]int

type W struct{ a, b, c, d, e, f, g int }

type acc struct{ n int }

func (a acc) plus(n int) acc { return acc{a.n + n} }
func (a acc) join(b acc) acc { return acc{a.n*3%1009 + b.n} }

func (t T) depth() (n int) {
	for _, k := range t.Kids {
		n = max(n, k.depth())
	}
	return n + 1
}

func (t T) last() string {
	if len(t.Kids) == 0 {
		return t.Name
	}
	return t.Kids[0].last() + "," + t.Kids[len(t.Kids)-1].Name
}

func pair(a, b int) int { return a ^ b*3%1000003 }
func sum(a, b int) int  { return a + b }

func same[E any](a, b E) E { swaps++; return b }

func apply(f func(int) int, n int) int { return f(n) }

func strconv(n int) string { return fmt.Sprint(n) }

var swaps int

func boom(n int) int {
	_, _, line, _ := runtime.Caller(1)
	panic(fmt.Errorf("boom %d, called in line %d", n, line))
}

func big(v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19, v20, v21, v22, v23 V) (n int) {
	return v0[0] + v1[1] + v2[2] + v3[3] + v4[4] + v5[5] + v6[6] + v7[0] + v8[1] + v9[2] + v10[3] + v11[4] + v12[5] + v13[6] + v14[0] + v15[1] + v16[2] + v17[3] + v18[4] + v19[5] + v20[6] + v21[0] + v22[1] + v23[2]
}

func wide(w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16, w17, w18, w19, w20, w21, w22, w23, w24, w25, w26, w27 W) int {
	return w0.a*0 + w1.b*1 + w2.c*2 + w3.d*3 + w4.e*4 + w5.f*5 + w6.g*6 + w7.a*7 + w8.b*8 + w9.c*9 + w10.d*10 + w11.e*11 + w12.f*12 + w13.g*13 + w14.a*14 + w15.b*15 + w16.c*16 + w17.d*17 + w18.e*18 + w19.f*19 + w20.g*20 + w21.a*21 + w22.b*22 + w23.c*23 + w24.d*24 + w25.e*25 + w26.f*26 + w27.g*27
}

func calls(seed int) int {
	return pair(69, pair(68, pair(67, pair(66, pair(65, pair(64, pair(63, pair(62, pair(61, pair(60, pair(59, pair(58, pair(57, pair(56, pair(55, pair(54, pair(53, pair(52, pair(51, pair(50, pair(49, pair(48, pair(47, pair(46, pair(45, pair(44, pair(43, pair(42, pair(41, pair(40, pair(39, pair(38, pair(37, pair(36, pair(35, pair(34, pair(33, pair(32, pair(31, pair(30, pair(29, pair(28, pair(27, pair(26, pair(25, pair(24, pair(23, pair(22, pair(21, pair(20, pair(19, pair(18, pair(17, pair(16, pair(15, pair(14, pair(13, pair(12, pair(11, pair(10, pair(9, pair(8, pair(7, pair(6, pair(5, pair(4, pair(3, pair(2, pair(1, pair(0, seed))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
}

func literals(local int) (int, string) {
	t := T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Kids: []T{T{Name: "end"}, {Name: fmt.Sprint(local, 0)}}}, {Name: fmt.Sprint(local, 1)}}}, {Name: fmt.Sprint(local, 2)}}}, {Name: fmt.Sprint(local, 3)}}}, {Name: fmt.Sprint(local, 4)}}}, {Name: fmt.Sprint(local, 5)}}}, {Name: fmt.Sprint(local, 6)}}}, {Name: fmt.Sprint(local, 7)}}}, {Name: fmt.Sprint(local, 8)}}}, {Name: fmt.Sprint(local, 9)}}}, {Name: fmt.Sprint(local, 10)}}}, {Name: fmt.Sprint(local, 11)}}}, {Name: fmt.Sprint(local, 12)}}}, {Name: fmt.Sprint(local, 13)}}}, {Name: fmt.Sprint(local, 14)}}}, {Name: fmt.Sprint(local, 15)}}}, {Name: fmt.Sprint(local, 16)}}}, {Name: fmt.Sprint(local, 17)}}}, {Name: fmt.Sprint(local, 18)}}}, {Name: fmt.Sprint(local, 19)}}}, {Name: fmt.Sprint(local, 20)}}}, {Name: fmt.Sprint(local, 21)}}}, {Name: fmt.Sprint(local, 22)}}}, {Name: fmt.Sprint(local, 23)}}}, {Name: fmt.Sprint(local, 24)}}}, {Name: fmt.Sprint(local, 25)}}}, {Name: fmt.Sprint(local, 26)}}}, {Name: fmt.Sprint(local, 27)}}}, {Name: fmt.Sprint(local, 28)}}}, {Name: fmt.Sprint(local, 29)}}}, {Name: fmt.Sprint(local, 30)}}}, {Name: fmt.Sprint(local, 31)}}}, {Name: fmt.Sprint(local, 32)}}}, {Name: fmt.Sprint(local, 33)}}}, {Name: fmt.Sprint(local, 34)}}}, {Name: fmt.Sprint(local, 35)}}}, {Name: fmt.Sprint(local, 36)}}}, {Name: fmt.Sprint(local, 37)}}}, {Name: fmt.Sprint(local, 38)}}}, {Name: fmt.Sprint(local, 39)}}}
	return t.depth(), t.last()
}

func slices(local int) any {
	return [][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][][]int{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{local, 2, sum(1, local)}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}
}

func operators(local, seed int) int {
	return (sum(129, local) - (local + (sum(127, local) - (local + (sum(125, local) - (local + (sum(123, local) - (local + (sum(121, local) - (local + (seed - (local + (sum(117, local) - (local + (sum(115, local) - (local + (sum(113, local) - (local + (sum(111, local) - (local + (sum(109, local) - (local + (sum(107, local) - (local + (seed - (local + (sum(103, local) - (local + (sum(101, local) - (local + (sum(99, local) - (local + (sum(97, local) - (local + (sum(95, local) - (local + (sum(93, local) - (local + (seed - (local + (sum(89, local) - (local + (sum(87, local) - (local + (sum(85, local) - (local + (sum(83, local) - (local + (sum(81, local) - (local + (sum(79, local) - (local + (seed - (local + (sum(75, local) - (local + (sum(73, local) - (local + (sum(71, local) - (local + (sum(69, local) - (local + (sum(67, local) - (local + (sum(65, local) - (local + (seed - (local + (sum(61, local) - (local + (sum(59, local) - (local + (sum(57, local) - (local + (sum(55, local) - (local + (sum(53, local) - (local + (sum(51, local) - (local + (seed - (local + (sum(47, local) - (local + (sum(45, local) - (local + (sum(43, local) - (local + (sum(41, local) - (local + (sum(39, local) - (local + (sum(37, local) - (local + (seed - (local + (sum(33, local) - (local + (sum(31, local) - (local + (sum(29, local) - (local + (sum(27, local) - (local + (sum(25, local) - (local + (sum(23, local) - (local + (seed - (local + (sum(19, local) - (local + (sum(17, local) - (local + (sum(15, local) - (local + (sum(13, local) - (local + (sum(11, local) - (local + (sum(9, local) - (local + (seed - (local + (sum(5, local) - (local + (sum(3, local) - (local + (sum(1, local) - local)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
}

func text(name string) string {
	return (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + (strconv(9) + (strconv(8) + (strconv(7) + (strconv(6) + (strconv(5) + (strconv(4) + (strconv(3) + (strconv(2) + (strconv(1) + (strconv(0) + name))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
}

func generic[E any](seed, local E) E {
	return same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, same(same(local, seed), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)), local)
}

func closures(local int) (int, int) {
	count := 0
	n := apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, apply(func(n int) int { count++; return n + local }, 0))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
	return n, count
}

func maps(local, seed int) any {
	return map[string]any{"k59": map[string]any{"k58": map[string]any{"k57": map[string]any{"k56": map[string]any{"k55": map[string]any{"k54": map[string]any{"k53": map[string]any{"k52": map[string]any{"k51": map[string]any{"k50": map[string]any{"k49": map[string]any{"k48": map[string]any{"k47": map[string]any{"k46": map[string]any{"k45": map[string]any{"k44": map[string]any{"k43": map[string]any{"k42": map[string]any{"k41": map[string]any{"k40": map[string]any{"k39": map[string]any{"k38": map[string]any{"k37": map[string]any{"k36": map[string]any{"k35": map[string]any{"k34": map[string]any{"k33": map[string]any{"k32": map[string]any{"k31": map[string]any{"k30": map[string]any{"k29": map[string]any{"k28": map[string]any{"k27": map[string]any{"k26": map[string]any{"k25": map[string]any{"k24": map[string]any{"k23": map[string]any{"k22": map[string]any{"k21": map[string]any{"k20": map[string]any{"k19": map[string]any{"k18": map[string]any{"k17": map[string]any{"k16": map[string]any{"k15": map[string]any{"k14": map[string]any{"k13": map[string]any{"k12": map[string]any{"k11": map[string]any{"k10": map[string]any{"k9": map[string]any{"k8": map[string]any{"k7": map[string]any{"k6": map[string]any{"k5": map[string]any{"k4": map[string]any{"k3": map[string]any{"k2": map[string]any{"k1": map[string]any{"k0": map[string]any{"end": local}, "s": seed + 0}, "s": seed + 1}, "s": seed + 2}, "s": seed + 3}, "s": seed + 4}, "s": seed + 5}, "s": seed + 6}, "s": seed + 7}, "s": seed + 8}, "s": seed + 9}, "s": seed + 10}, "s": seed + 11}, "s": seed + 12}, "s": seed + 13}, "s": seed + 14}, "s": seed + 15}, "s": seed + 16}, "s": seed + 17}, "s": seed + 18}, "s": seed + 19}, "s": seed + 20}, "s": seed + 21}, "s": seed + 22}, "s": seed + 23}, "s": seed + 24}, "s": seed + 25}, "s": seed + 26}, "s": seed + 27}, "s": seed + 28}, "s": seed + 29}, "s": seed + 30}, "s": seed + 31}, "s": seed + 32}, "s": seed + 33}, "s": seed + 34}, "s": seed + 35}, "s": seed + 36}, "s": seed + 37}, "s": seed + 38}, "s": seed + 39}, "s": seed + 40}, "s": seed + 41}, "s": seed + 42}, "s": seed + 43}, "s": seed + 44}, "s": seed + 45}, "s": seed + 46}, "s": seed + 47}, "s": seed + 48}, "s": seed + 49}, "s": seed + 50}, "s": seed + 51}, "s": seed + 52}, "s": seed + 53}, "s": seed + 54}, "s": seed + 55}, "s": seed + 56}, "s": seed + 57}, "s": seed + 58}, "s": seed + 59}
}

func methods(local, seed int) (acc, acc) {
	return acc{local}.plus(sum(seed, 0)).plus(sum(seed, 1)).plus(sum(seed, 2)).plus(sum(seed, 3)).plus(sum(seed, 4)).plus(sum(seed, 5)).plus(sum(seed, 6)).plus(sum(seed, 7)).plus(sum(seed, 8)).plus(sum(seed, 9)).plus(sum(seed, 10)).plus(sum(seed, 11)).plus(sum(seed, 12)).plus(sum(seed, 13)).plus(sum(seed, 14)).plus(sum(seed, 15)).plus(sum(seed, 16)).plus(sum(seed, 17)).plus(sum(seed, 18)).plus(sum(seed, 19)).plus(sum(seed, 20)).plus(sum(seed, 21)).plus(sum(seed, 22)).plus(sum(seed, 23)).plus(sum(seed, 24)).plus(sum(seed, 25)).plus(sum(seed, 26)).plus(sum(seed, 27)).plus(sum(seed, 28)).plus(sum(seed, 29)).plus(sum(seed, 30)).plus(sum(seed, 31)).plus(sum(seed, 32)).plus(sum(seed, 33)).plus(sum(seed, 34)).plus(sum(seed, 35)).plus(sum(seed, 36)).plus(sum(seed, 37)).plus(sum(seed, 38)).plus(sum(seed, 39)).plus(sum(seed, 40)).plus(sum(seed, 41)).plus(sum(seed, 42)).plus(sum(seed, 43)).plus(sum(seed, 44)).plus(sum(seed, 45)).plus(sum(seed, 46)).plus(sum(seed, 47)).plus(sum(seed, 48)).plus(sum(seed, 49)).plus(sum(seed, 50)).plus(sum(seed, 51)).plus(sum(seed, 52)).plus(sum(seed, 53)).plus(sum(seed, 54)).plus(sum(seed, 55)).plus(sum(seed, 56)).plus(sum(seed, 57)).plus(sum(seed, 58)).plus(sum(seed, 59)).plus(sum(seed, 60)).plus(sum(seed, 61)).plus(sum(seed, 62)).plus(sum(seed, 63)).plus(sum(seed, 64)).plus(sum(seed, 65)).plus(sum(seed, 66)).plus(sum(seed, 67)).plus(sum(seed, 68)).plus(sum(seed, 69)).plus(sum(seed, 70)).plus(sum(seed, 71)).plus(sum(seed, 72)).plus(sum(seed, 73)).plus(sum(seed, 74)).plus(sum(seed, 75)).plus(sum(seed, 76)).plus(sum(seed, 77)).plus(sum(seed, 78)).plus(sum(seed, 79)).plus(sum(seed, 80)).plus(sum(seed, 81)).plus(sum(seed, 82)).plus(sum(seed, 83)).plus(sum(seed, 84)).plus(sum(seed, 85)).plus(sum(seed, 86)).plus(sum(seed, 87)).plus(sum(seed, 88)).plus(sum(seed, 89)).plus(sum(seed, 90)).plus(sum(seed, 91)).plus(sum(seed, 92)).plus(sum(seed, 93)).plus(sum(seed, 94)).plus(sum(seed, 95)).plus(sum(seed, 96)).plus(sum(seed, 97)).plus(sum(seed, 98)).plus(sum(seed, 99)).plus(sum(seed, 100)).plus(sum(seed, 101)).plus(sum(seed, 102)).plus(sum(seed, 103)).plus(sum(seed, 104)).plus(sum(seed, 105)).plus(sum(seed, 106)).plus(sum(seed, 107)).plus(sum(seed, 108)).plus(sum(seed, 109)).plus(sum(seed, 110)).plus(sum(seed, 111)).plus(sum(seed, 112)).plus(sum(seed, 113)).plus(sum(seed, 114)).plus(sum(seed, 115)).plus(sum(seed, 116)).plus(sum(seed, 117)).plus(sum(seed, 118)).plus(sum(seed, 119)).plus(sum(seed, 120)).plus(sum(seed, 121)).plus(sum(seed, 122)).plus(sum(seed, 123)).plus(sum(seed, 124)).plus(sum(seed, 125)).plus(sum(seed, 126)).plus(sum(seed, 127)).plus(sum(seed, 128)).plus(sum(seed, 129)), acc{79}.join(acc{78}.join(acc{77}.join(acc{76}.join(acc{75}.join(acc{74}.join(acc{73}.join(acc{72}.join(acc{71}.join(acc{70}.join(acc{69}.join(acc{68}.join(acc{67}.join(acc{66}.join(acc{65}.join(acc{64}.join(acc{63}.join(acc{62}.join(acc{61}.join(acc{60}.join(acc{59}.join(acc{58}.join(acc{57}.join(acc{56}.join(acc{55}.join(acc{54}.join(acc{53}.join(acc{52}.join(acc{51}.join(acc{50}.join(acc{49}.join(acc{48}.join(acc{47}.join(acc{46}.join(acc{45}.join(acc{44}.join(acc{43}.join(acc{42}.join(acc{41}.join(acc{40}.join(acc{39}.join(acc{38}.join(acc{37}.join(acc{36}.join(acc{35}.join(acc{34}.join(acc{33}.join(acc{32}.join(acc{31}.join(acc{30}.join(acc{29}.join(acc{28}.join(acc{27}.join(acc{26}.join(acc{25}.join(acc{24}.join(acc{23}.join(acc{22}.join(acc{21}.join(acc{20}.join(acc{19}.join(acc{18}.join(acc{17}.join(acc{16}.join(acc{15}.join(acc{14}.join(acc{13}.join(acc{12}.join(acc{11}.join(acc{10}.join(acc{9}.join(acc{8}.join(acc{7}.join(acc{6}.join(acc{5}.join(acc{4}.join(acc{3}.join(acc{2}.join(acc{1}.join(acc{0}.join(acc{local}))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
}

func fails(seed int) (err error) {
	defer func() {
		err = errors.Join(recover().(error))
	}()
	_ = pair(69, pair(68, pair(67, pair(66, pair(65, pair(64, pair(63, pair(62, pair(61, pair(60, pair(59, pair(58, pair(57, pair(56, pair(55, pair(54, pair(53, pair(52, pair(51, pair(50, pair(49, pair(48, pair(47, pair(46, pair(45, pair(44, pair(43, pair(42, pair(41, pair(40, pair(39, pair(38, pair(37, pair(36, pair(35, pair(34, pair(33, pair(32, pair(31, pair(30, pair(29, pair(28, pair(27, pair(26, pair(25, pair(24, pair(23, pair(22, pair(21, pair(20, pair(19, pair(18, pair(17, pair(16, pair(15, pair(14, pair(13, pair(12, pair(11, pair(10, pair(9, pair(8, pair(7, pair(6, pair(5, pair(4, pair(3, pair(2, pair(1, pair(0, boom(seed)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
	return nil
}

func many(local, seed int) int {
	return big(V{local, 0, seed, 0 * local, 1, 2, 3}, V{local, 1, seed, 1 * local, 1, 2, 3}, V{local, 2, seed, 2 * local, 1, 2, 3}, V{local, 3, seed, 3 * local, 1, 2, 3}, V{local, 4, seed, 4 * local, 1, 2, 3}, V{local, 5, seed, 5 * local, 1, 2, 3}, V{local, 6, seed, 6 * local, 1, 2, 3}, V{local, 7, seed, 7 * local, 1, 2, 3}, V{local, 8, seed, 8 * local, 1, 2, 3}, V{local, 9, seed, 9 * local, 1, 2, 3}, V{local, 10, seed, 10 * local, 1, 2, 3}, V{local, 11, seed, 11 * local, 1, 2, 3}, V{local, 12, seed, 12 * local, 1, 2, 3}, V{local, 13, seed, 13 * local, 1, 2, 3}, V{local, 14, seed, 14 * local, 1, 2, 3}, V{local, 15, seed, 15 * local, 1, 2, 3}, V{local, 16, seed, 16 * local, 1, 2, 3}, V{local, 17, seed, 17 * local, 1, 2, 3}, V{local, 18, seed, 18 * local, 1, 2, 3}, V{local, 19, seed, 19 * local, 1, 2, 3}, V{local, 20, seed, 20 * local, 1, 2, 3}, V{local, 21, seed, 21 * local, 1, 2, 3}, V{local, 22, seed, 22 * local, 1, 2, 3}, V{local, 23, seed, 23 * local, 1, 2, 3})
}

func structs(local, seed int) int {
	return wide(W{local, 0, seed, 0 * local, sum(local, seed), 2, seed}, W{local, 1, seed, 1 * local, sum(local, seed), 2, seed}, W{local, 2, seed, 2 * local, sum(local, seed), 2, seed}, W{local, 3, seed, 3 * local, sum(local, seed), 2, seed}, W{local, 4, seed, 4 * local, sum(local, seed), 2, seed}, W{local, 5, seed, 5 * local, sum(local, seed), 2, seed}, W{local, 6, seed, 6 * local, sum(local, seed), 2, seed}, W{local, 7, seed, 7 * local, sum(local, seed), 2, seed}, W{local, 8, seed, 8 * local, sum(local, seed), 2, seed}, W{local, 9, seed, 9 * local, sum(local, seed), 2, seed}, W{local, 10, seed, 10 * local, sum(local, seed), 2, seed}, W{local, 11, seed, 11 * local, sum(local, seed), 2, seed}, W{local, 12, seed, 12 * local, sum(local, seed), 2, seed}, W{local, 13, seed, 13 * local, sum(local, seed), 2, seed}, W{local, 14, seed, 14 * local, sum(local, seed), 2, seed}, W{local, 15, seed, 15 * local, sum(local, seed), 2, seed}, W{local, 16, seed, 16 * local, sum(local, seed), 2, seed}, W{local, 17, seed, 17 * local, sum(local, seed), 2, seed}, W{local, 18, seed, 18 * local, sum(local, seed), 2, seed}, W{local, 19, seed, 19 * local, sum(local, seed), 2, seed}, W{local, 20, seed, 20 * local, sum(local, seed), 2, seed}, W{local, 21, seed, 21 * local, sum(local, seed), 2, seed}, W{local, 22, seed, 22 * local, sum(local, seed), 2, seed}, W{local, 23, seed, 23 * local, sum(local, seed), 2, seed}, W{local, 24, seed, 24 * local, sum(local, seed), 2, seed}, W{local, 25, seed, 25 * local, sum(local, seed), 2, seed}, W{local, 26, seed, 26 * local, sum(local, seed), 2, seed}, W{local, 27, seed, 27 * local, sum(local, seed), 2, seed})
}

func main() {
	fmt.Println(calls(5))
	fmt.Println(literals(7))
	fmt.Println(slices(3))
	fmt.Println(operators(11, 13))
	fmt.Println(text("go"))
	fmt.Println(generic("seed", "local"), generic(1.5, 2), swaps)
	fmt.Println(closures(2))
	fmt.Println(maps(1, 2))
	fmt.Println(methods(17, 19))
	fmt.Println(fails(4))
	fmt.Println(many(2, 3))
	fmt.Println(structs(2, 3))
}
