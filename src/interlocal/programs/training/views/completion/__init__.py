"""Pages after a course: certificates and badges, what it brought, what it cost, closing it out."""
