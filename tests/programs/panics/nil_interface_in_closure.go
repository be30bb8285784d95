package main

type I interface {
	Zed()
	Alpha(int) int
	beta() string
	Mid()
}

func try(f func()) {
	defer func() {
		e := recover()
		println(e.(error).Error())
	}()
	f()
}

func main() {
	var i I
	var e error
	try(func() { i.Zed() })
	_ = func() { _ = i.Alpha }
	defer func() {
		recover()
		defer func() {
			recover()
			defer func() {
				recover()
				panic(e.Error())
			}()
			_ = i.beta
		}()
		i.Mid()
	}()
	i.Zed()
}
