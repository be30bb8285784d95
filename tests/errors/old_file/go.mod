module example/new

go 1.27
