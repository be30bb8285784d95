package shape

var names = []string{"square", "circle"}

func Names() []string { return names }
