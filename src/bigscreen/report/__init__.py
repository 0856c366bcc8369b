"""What leaves the screen: PDF, PPTX, XLSX and HTML."""
