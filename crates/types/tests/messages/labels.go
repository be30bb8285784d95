package main

func main() {
outer:
	for i := 0; i < 3; i++ {
		for {
			break outer
		}
	}
unused:
	for {
		continue missing
	}
	goto end
	x := 1
	_ = x
end:
	break
	if true {
		continue
	}
	goto inside
	{
	inside:
	}
	switch {
	case true:
		fallthrough
	}
	fallthrough
end:
}
