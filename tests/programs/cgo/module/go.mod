module example.com/cmod

go 1.27
