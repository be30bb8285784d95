module "ex" // a comment

go 1.27 // another

require (
	// nothing
)
