"""Forms of the plan. Each field of words says who reads them."""
