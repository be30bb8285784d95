module example/ext

go 1.27
