"""What commands show at length: tables and documents. The only home of rich."""
