"""Factur-X: the PDF of an invoice that carries its XML says so in its metadata, which Typst cannot write by itself.

The metadata are replaced by an incremental update (ISO 32000-1, 7.5.6): what Typst wrote, the tags of PDF/UA and the
file inside among it, stays byte for byte.
"""

from __future__ import annotations

import re

#: The name that Factur-X gives to the file in the PDF.
FILE = "factur-x.xml"
_METADATA = re.compile(
    rb"(?P<number>\d+) 0 obj\n<<[^>]*/Type/Metadata[^>]*>>\nstream\n(?P<xmp>.*?)\nendstream", re.DOTALL
)
_TRAILER = re.compile(rb"trailer\n<<(?P<entries>.*)>>\nstartxref\n(?P<offset>\d+)\n%%EOF\s*$", re.DOTALL)

#: What the invoice is, and, as PDF/A asks, what the words mean that say so (Factur-X 1.0, chapter 6.3).
_TOLD = """<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>{file}</fx:DocumentFileName>
<fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>{profile}</fx:ConformanceLevel>
</rdf:Description>"""
_SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>
</rdf:li>"""
_PROPERTY = """<rdf:li rdf:parseType="Resource">
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description>
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
</rdf:li>"""
_PROPERTIES = {
    "DocumentType": "The type of the hybrid document",
    "DocumentFileName": "The name of the embedded XML document",
    "Version": "The version of the standard of the embedded XML document",
    "ConformanceLevel": "The profile of the embedded XML document",
}


def say_hybrid(pdf: bytes, *, profile: str) -> bytes:
    """A PDF/A-3 of Typst that holds `FILE`, and now says what that is."""
    metadata, trailer = _METADATA.search(pdf), _TRAILER.search(pdf)
    assert metadata is not None
    assert trailer is not None
    number, xmp = metadata["number"], _told(metadata["xmp"], profile)
    body = pdf.rstrip() + b"\n"
    written = b"%s 0 obj\n<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        len(xmp),
        xmp,
    )
    table = b"xref\n%s 1\n%010d 00000 n\r\ntrailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        number,
        len(body),
        trailer["entries"],
        trailer["offset"],
        len(body) + len(written),
    )
    return body + written + table


def _told(xmp: bytes, profile: str) -> bytes:
    """The schema joins those that are explained already: a property is written once."""
    properties = "".join(_PROPERTY.format(name=name, description=said) for name, said in _PROPERTIES.items())
    schema, told = _SCHEMA.format(properties=properties), _TOLD.format(file=FILE, profile=profile)
    schemas, end = b"</rdf:Bag></pdfaExtension:schemas>", b"</rdf:RDF>"
    assert xmp.count(schemas) == xmp.count(end) == 1
    return xmp.replace(schemas, schema.encode() + schemas).replace(end, told.encode() + end)
