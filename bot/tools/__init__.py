"""Look at the law from the command line: is it sound, what does it say, what moved?"""
