package nnp4j.io;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Element;

/** The atoms and bonds that the elements of a CML file show; refuses document types, hence entities. */
final class CmlText {
    /** A molecule and the line where it begins. */
    record Molecule(Draft draft, int line) {}

    private final XMLStreamReader xml;
    private final List<Molecule> molecules = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private Draft draft;

    private CmlText(XMLStreamReader xml) {
        this.xml = xml;
    }

    static List<Molecule> read(Path path, byte[] bytes) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        int line = 1;
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text(path, bytes)));
            CmlText text = new CmlText(xml);
            while (xml.hasNext()) {
                int event = xml.next();
                line = xml.getLocation().getLineNumber();
                text.event(event);
            }
            return text.molecules;
        } catch (XMLStreamException e) {
            int at = e.getLocation() == null ? line : e.getLocation().getLineNumber();
            String why = e.getMessage()
                    .replaceAll("(?s)^.*Message: ", "")
                    .replaceAll("\\s+", " ")
                    .strip();
            throw new MoleculeFormatException(
                    path + ":" + Math.max(1, at) + ": not well-formed XML: " + Values.shown(why), e);
        } catch (IllegalArgumentException e) {
            throw new MoleculeFormatException(path + ":" + Math.max(1, line) + ": " + e.getMessage(), e);
        }
    }

    /** UTF-8, strictly: the parser of the platform prints its own complaint to standard error. */
    private static String text(Path path, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int k = 0; k < in.position(); k++) if (bytes[k] == '\n') line++;
            throw new MoleculeFormatException(path + ":" + line + ": found bytes that are no text (expected UTF-8)", e);
        }
    }

    private void event(int event) {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE)
            throw new IllegalArgumentException("document type or entity (expected neither in a CML file)");
        if (event == XMLStreamConstants.START_ELEMENT) start(xml.getLocalName());
        if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("molecule")) {
            finish();
            draft = null;
        }
    }

    private void finish() {
        if (draft.atoms().size() == 0)
            throw new IllegalArgumentException("molecule without atoms (expected <atom> elements)");
        draft.write("</atomArray><bondArray>");
        for (Bond bond : draft.bonds())
            draft.write("<bond atomRefs2=\"a" + (bond.first() + 1) + " a" + (bond.second() + 1) + "\" order=\"S\"/>");
        draft.write("</bondArray></molecule>");
    }

    private void start(String name) {
        switch (name) {
            case "molecule" -> {
                if (draft != null)
                    throw new IllegalArgumentException("molecule within a molecule (expected one after the other)");
                draft = new Draft();
                draft.listsBonds();
                draft.write("<molecule xmlns=\"http://www.xml-cml.org/schema\"><atomArray>");
                draft.title(attribute("title", attribute("id", "")));
                ids.clear();
                molecules.add(new Molecule(draft, xml.getLocation().getLineNumber()));
            }
            case "atom" -> atom();
            case "bond" -> bond();
            case "atomArray", "bondArray" -> {
                if (xml.getAttributeValue(null, "atomID") != null
                        || xml.getAttributeValue(null, "elementType") != null
                        || xml.getAttributeValue(null, "atomRef1") != null)
                    throw new IllegalArgumentException(
                            name + " with lists as attributes (expected <atom> and <bond> elements)");
            }
            case "crystal" -> throw new IllegalArgumentException("crystal (expected an isolated molecule)");
            case "reaction", "reactant", "product" ->
                throw new IllegalArgumentException(name + " (expected molecules)");
            default -> {}
        }
    }

    private String attribute(String name, String otherwise) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? otherwise : value.strip();
    }

    private String needed(String name, String where) {
        String value = xml.getAttributeValue(null, name);
        if (value == null)
            throw new IllegalArgumentException(where + " has no " + name + " (expected elementType, x3, y3 and z3)");
        return value.strip();
    }

    private void atom() {
        if (draft == null) throw new IllegalArgumentException("atom outside of a molecule");
        int number = draft.atoms().size() + 1;
        String where = "atom " + number;
        String id = attribute("id", "");
        if (!id.isEmpty() && ids.putIfAbsent(id, number) != null)
            throw new IllegalArgumentException("atom id \"" + Values.shown(id) + "\" twice (expected once)");
        Values.Atom atom = MdlV2000.mdlAtom(needed("elementType", where));
        double[] x = new double[3];
        String[] names = {"x3", "y3", "z3"};
        for (int k = 0; k < 3; k++) {
            String word = needed(names[k], where);
            try {
                x[k] = Values.coordinate(word, 1);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(where + ", " + names[k] + ": " + e.getMessage(), e);
            }
        }
        draft.atoms().add(atom, x[0], x[1], x[2]);
        String isotope = attribute("isotopeNumber", attribute("isotope", ""));
        if (!isotope.isEmpty() && Values.count(isotope) < 1)
            throw new IllegalArgumentException(
                    where + ": expected a mass number, found \"" + Values.shown(isotope) + "\"");
        if (!isotope.isEmpty()) draft.isotope(number - 1);
        draft.write("<atom id=\"a" + number + "\" elementType=\"" + Element.symbol(atom.number()) + "\" x3=\"" + x[0]
                + "\" y3=\"" + x[1] + "\" z3=\"" + x[2]
                + (isotope.isEmpty() ? "" : "\" isotopeNumber=\"" + isotope) + "\"/>");
    }

    private void bond() {
        if (draft == null) throw new IllegalArgumentException("bond outside of a molecule");
        String refs = xml.getAttributeValue(null, "atomRefs2");
        String[] ends = refs == null ? new String[0] : refs.strip().split("\\s+", -1);
        if (ends.length != 2 || !ids.containsKey(ends[0]) || !ids.containsKey(ends[1]))
            throw new IllegalArgumentException("bond with atomRefs2 \"" + Values.shown(refs == null ? "" : refs)
                    + "\" (expected the ids of two atoms that stand before it)");
        if (!draft.bond(ids.get(ends[0]), ids.get(ends[1])))
            throw new IllegalArgumentException("bond \"" + Values.shown(refs) + "\" twice (expected once)");
    }
}
