package dev.sightline.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Pascal VOC annotations: a folder with an XML document for each picture (Everingham et al., devkit of 2012, section 4.1).
 * A document type and whatever it could draw in are refused.
 */
final class VocXml {
    private static final int MAX_MEBIBYTES = 4;

    private final DocumentBuilder parser = parser();

    /** All pictures of a folder, of its subfolder {@code Annotations}, or of one document. */
    LabeledImages read(Path path) throws IOException {
        List<LabeledImage> images = new ArrayList<>();
        for (Path file : documents(path)) {
            images.add(image(file));
        }
        return new LabeledImages(images);
    }

    private static List<Path> documents(Path path) throws IOException {
        return Files.isRegularFile(path) ? List.of(path) : TextFiles.in(folder(path), ".xml");
    }

    /** The folder itself or its subfolder {@code Annotations}, whichever has documents. */
    static Path folder(Path path) throws IOException {
        for (Path folder : List.of(path, path.resolve("Annotations"), path.resolve("annotations"))) {
            if (Files.isDirectory(folder) && !TextFiles.in(folder, ".xml").isEmpty()) {
                return folder;
            }
        }
        throw new DatasetException(path.toString(), "neither it nor its folder Annotations has XML documents");
    }

    private LabeledImage image(Path file) throws IOException {
        byte[] bytes = TextFiles.bytes(file, MAX_MEBIBYTES);
        try {
            Element root = parser.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
            if (!root.getTagName().equals("annotation")) {
                throw new DatasetException(file.toString(), "its root is " + root.getTagName() + ", not annotation");
            }
            List<LabeledBox> boxes = new ArrayList<>();
            for (Element object : children(root, "object").toList()) {
                boxes.add(box(object, file + ", object " + (boxes.size() + 1)));
            }
            String picture = text(root, "filename");
            return new LabeledImage(
                    TextFiles.baseName(file.getFileName().toString()),
                    picture == null ? null : picture.substring(picture.lastIndexOf('/') + 1),
                    boxes);
        } catch (SAXParseException e) {
            throw new DatasetException(file + ", line " + e.getLineNumber(), "is not such XML: " + e.getMessage(), e);
        } catch (SAXException e) {
            throw new DatasetException(file.toString(), "is not such XML: " + e.getMessage(), e);
        }
    }

    private static LabeledBox box(Element object, String place) throws IOException {
        Element box = children(object, "bndbox").findFirst().orElse(null);
        if (box == null) {
            throw new DatasetException(place, "bndbox is missing");
        }
        String label = text(object, "name");
        if (label == null) {
            throw new DatasetException(place, "name is missing");
        }
        String difficult = text(object, "difficult");
        try {
            return new LabeledBox(
                    label,
                    BoxForm.VOC.box(
                            number(box, "xmin", place),
                            number(box, "ymin", place),
                            number(box, "xmax", place),
                            number(box, "ymax", place)),
                    difficult != null && difficult.equals("1") ? LabeledBox.Kind.DIFFICULT : LabeledBox.Kind.COUNTED);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(place, String.valueOf(e.getMessage()), e);
        }
    }

    private static double number(Element box, String key, String place) throws IOException {
        String text = text(box, key);
        if (text == null) {
            throw new DatasetException(place, "bndbox/" + key + " is missing");
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new DatasetException(place, "bndbox/" + key + " is not a number: '" + text + "'", e);
        }
    }

    /** The text of the first child of that name, or null when there is none or it is blank. */
    private static @Nullable String text(Element parent, String key) {
        return children(parent, key)
                .map(child -> child.getTextContent().strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static Stream<Element> children(Element parent, String key) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(key)) {
                children.add(element);
            }
        }
        return children.stream();
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new Strict());
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prints nothing; every error ends the reading. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // a warning changes nothing
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
