package main

var y int = "b"
