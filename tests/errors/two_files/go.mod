module two

go 1.27
