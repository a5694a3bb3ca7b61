"""Invoices that machines read, as EN 16931 has them: for a French body CII inside the PDF (Factur-X), for a Belgian one
UBL (Peppol BIS Billing 3.0). Only what was fixed when the invoice was issued goes in."""
