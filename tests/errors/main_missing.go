// A main package without main.
package main

func notMain() {}
