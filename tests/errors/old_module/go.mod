module example/old

go 1.17
