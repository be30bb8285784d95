// Package htmlnames has the names of HTML 4 for characters, for html and encoding/xml.
package htmlnames

// Names has a line for each: the name, a ! if it may stand without a semicolon, else a space, and what
// it stands for. **Modelled, not Go's:** the two thousand names for mathematics that HTML 5 added are
// left out, and left alone where they stand: the list would be larger than most packages.
const Names = "" +
	"AElig!Æ\nAMP!&\nAacute!Á\nAcirc!Â\nAgrave!À\nAlpha Α\nAring!Å\nAtilde!Ã\nAuml!Ä\nBeta Β\nCOPY!©\nCcedil!Ç\n" +
	"Chi Χ\nDagger ‡\nDelta Δ\nETH!Ð\nEacute!É\nEcirc!Ê\nEgrave!È\nEpsilon Ε\nEta Η\nEuml!Ë\nGT!>\nGamma Γ\n" +
	"Iacute!Í\nIcirc!Î\nIgrave!Ì\nIota Ι\nIuml!Ï\nKappa Κ\nLT!<\nLambda Λ\nMu Μ\nNtilde!Ñ\nNu Ν\nOElig Œ\n" +
	"Oacute!Ó\nOcirc!Ô\nOgrave!Ò\nOmega Ω\nOmicron Ο\nOslash!Ø\nOtilde!Õ\nOuml!Ö\nPhi Φ\nPi Π\nPrime ″\nPsi Ψ\n" +
	"QUOT!\"\nREG!®\nRho Ρ\nScaron Š\nSigma Σ\nTHORN!Þ\nTau Τ\nTheta Θ\nUacute!Ú\nUcirc!Û\nUgrave!Ù\nUpsilon Υ\n" +
	"Uuml!Ü\nXi Ξ\nYacute!Ý\nYuml Ÿ\nZeta Ζ\naacute!á\nacirc!â\nacute!´\naelig!æ\nagrave!à\nalefsym ℵ\nalpha α\n" +
	"amp!&\nand ∧\nang ∠\napos '\naring!å\nasymp ≈\natilde!ã\nauml!ä\nbdquo „\nbeta β\nbrvbar!¦\nbull •\ncap ∩\n" +
	"ccedil!ç\ncedil!¸\ncent!¢\nchi χ\ncirc ˆ\nclubs ♣\ncong ≅\ncopy!©\ncrarr ↵\ncup ∪\ncurren!¤\ndArr ⇓\n" +
	"dagger †\ndarr ↓\ndeg!°\ndelta δ\ndiams ♦\ndivide!÷\neacute!é\necirc!ê\negrave!è\nempty ∅\nemsp \u2003\n" +
	"ensp \u2002\nepsilon ε\nequiv ≡\neta η\neth!ð\neuml!ë\neuro €\nexist ∃\nfnof ƒ\nforall ∀\nfrac12!½\nfrac14!¼\n" +
	"frac34!¾\nfrasl ⁄\ngamma γ\nge ≥\ngt!>\nhArr ⇔\nharr ↔\nhearts ♥\nhellip …\niacute!í\nicirc!î\niexcl!¡\n" +
	"igrave!ì\nimage ℑ\ninfin ∞\nint ∫\niota ι\niquest!¿\nisin ∈\niuml!ï\nkappa κ\nlArr ⇐\nlambda λ\nlang ⟨\n" +
	"laquo!«\nlarr ←\nlceil ⌈\nldquo “\nle ≤\nlfloor ⌊\nlowast ∗\nloz ◊\nlrm \u200e\nlsaquo ‹\nlsquo ‘\nlt!<\n" +
	"macr!¯\nmdash —\nmicro!µ\nmiddot!·\nminus −\nmu μ\nnabla ∇\nnbsp!\u00a0\nndash –\nne ≠\nni ∋\nnot!¬\nnotin ∉\n" +
	"nsub ⊄\nntilde!ñ\nnu ν\noacute!ó\nocirc!ô\noelig œ\nograve!ò\noline ‾\nomega ω\nomicron ο\noplus ⊕\nor ∨\n" +
	"ordf!ª\nordm!º\noslash!ø\notilde!õ\notimes ⊗\nouml!ö\npara!¶\npart ∂\npermil ‰\nperp ⊥\nphi φ\npi π\npiv ϖ\n" +
	"plusmn!±\npound!£\nprime ′\nprod ∏\nprop ∝\npsi ψ\nquot!\"\nrArr ⇒\nradic √\nrang ⟩\nraquo!»\nrarr →\n" +
	"rceil ⌉\nrdquo ”\nreal ℜ\nreg!®\nrfloor ⌋\nrho ρ\nrlm \u200f\nrsaquo ›\nrsquo ’\nsbquo ‚\nscaron š\nsdot ⋅\n" +
	"sect!§\nshy!\u00ad\nsigma σ\nsigmaf ς\nsim ∼\nspades ♠\nsub ⊂\nsube ⊆\nsum ∑\nsup ⊃\nsup1!¹\nsup2!²\nsup3!³\n" +
	"supe ⊇\nszlig!ß\ntau τ\nthere4 ∴\ntheta θ\nthetasym ϑ\nthinsp \u2009\nthorn!þ\ntilde ˜\ntimes!×\ntrade ™\n" +
	"uArr ⇑\nuacute!ú\nuarr ↑\nucirc!û\nugrave!ù\numl!¨\nupsih ϒ\nupsilon υ\nuuml!ü\nweierp ℘\nxi ξ\nyacute!ý\n" +
	"yen!¥\nyuml!ÿ\nzeta ζ\nzwj \u200d\nzwnj \u200c\n"
