"""What territories pay, and how: plans by population, invoices by transfer, cards through Stripe. Schema: public."""
