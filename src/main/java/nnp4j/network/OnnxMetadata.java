package nnp4j.network;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The key-value pairs of an ONNX file, read from its bytes: ONNX Runtime's Java API cuts texts with characters beyond
 * U+FFFF. Skips everything else, so that no message classes are loaded.
 */
final class OnnxMetadata {
    /** Field metadata_props of ModelProto in onnx.proto. */
    private static final int METADATA_PROPS = 14;

    private OnnxMetadata() {}

    static Map<String, String> read(byte[] model) throws IOException {
        return read(CodedInputStream.newInstance(model));
    }

    static Map<String, String> read(CodedInputStream in) throws IOException {
        Map<String, String> pairs = new HashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (field(tag) == METADATA_PROPS) readPair(in.readByteArray(), pairs);
            else in.skipField(tag);
        }
        return Map.copyOf(pairs);
    }

    /** StringStringEntryProto: field 1 is the key, field 2 the value. */
    private static void readPair(byte[] entry, Map<String, String> pairs) throws IOException {
        String key = "";
        String value = "";
        CodedInputStream in = CodedInputStream.newInstance(entry);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (field(tag) == 1) key = in.readStringRequireUtf8();
            else if (field(tag) == 2) value = in.readStringRequireUtf8();
            else in.skipField(tag);
        }
        pairs.put(key, value);
    }

    private static int field(int tag) {
        return tag >>> 3;
    }
}
