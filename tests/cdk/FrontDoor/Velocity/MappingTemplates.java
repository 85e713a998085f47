import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import org.apache.commons.lang.StringEscapeUtils;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.runtime.log.NullLogChute;

/**
 * Runs mapping templates as API Gateway does: Apache Velocity, with $input, $util and $context.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 * One line of Base64 JSON in {template, body, headers, context}, one out {output, override}.
 */
public final class MappingTemplates {
    public static final class Input {
        public final String body;
        private final Map<String, Object> headers;

        Input(String body, Map<String, Object> headers) {
            this.body = body;
            this.headers = headers;
        }

        public String getBody() {
            return body;
        }

        public Object params(String name) {
            Object value = headers.get(name);
            return value == null ? "" : value;
        }

        // '$' and '$.member': all that the templates ask for.
        public Object path(String path) {
            Object root = new Json(body).read();
            if (path.equals("$")) {
                return root;
            }
            if (!path.matches("\\$\\.\\w+")) {
                throw new IllegalArgumentException(path);
            }
            Object value = root instanceof Map ? ((Map<?, ?>) root).get(path.substring(2)) : null;
            return value == null ? "" : value;
        }
    }

    public static final class Util {
        public String escapeJavaScript(String text) {
            return StringEscapeUtils.escapeJavaScript(text);
        }

        public Object parseJson(String text) {
            return new Json(text).read();
        }
    }

    public static void main(String[] arguments) throws Exception {
        VelocityEngine engine = new VelocityEngine();
        engine.setProperty("runtime.log.logsystem.class", NullLogChute.class.getName());
        engine.init();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line; (line = lines.readLine()) != null; ) {
            System.out.println(Base64.getEncoder().encodeToString(run(engine, new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)));
            System.out.flush();
        }
    }

    @SuppressWarnings("unchecked")
    private static String run(VelocityEngine engine, String json) {
        Map<String, Object> request = (Map<String, Object>) new Json(json).read();
        Map<String, Object> header = new LinkedHashMap<>();
        Map<String, Object> override = new LinkedHashMap<>();
        override.put("header", header);
        Map<String, Object> context = (Map<String, Object>) request.get("context");
        context.put("responseOverride", override);
        VelocityContext velocity = new VelocityContext();
        velocity.put("input", new Input((String) request.get("body"), (Map<String, Object>) request.get("headers")));
        velocity.put("util", new Util());
        velocity.put("context", context);
        StringWriter output = new StringWriter();
        engine.evaluate(velocity, output, "template", (String) request.get("template"));
        StringBuilder answer = new StringBuilder("{\"output\":").append(quote(output.toString())).append(",\"status\":").append(override.get("status")).append(",\"headers\":{");
        String comma = "";
        for (Map.Entry<String, Object> entry : header.entrySet()) {
            answer.append(comma).append(quote(entry.getKey())).append(':').append(quote(String.valueOf(entry.getValue())));
            comma = ",";
        }
        return answer.append("}}").toString();
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** JSON into maps, lists, strings, integers, doubles, booleans and null. */
    private static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object read() {
            skip();
            char c = text.charAt(at);
            if (c == '{') {
                Map<String, Object> map = new LinkedHashMap<>();
                for (at++, skip(); text.charAt(at) != '}'; skip()) {
                    if (text.charAt(at) == ',') {
                        at++;
                        skip();
                    }
                    String name = string();
                    skip();
                    at++;
                    map.put(name, read());
                }
                at++;
                return map;
            }
            if (c == '[') {
                List<Object> list = new ArrayList<>();
                for (at++, skip(); text.charAt(at) != ']'; skip()) {
                    if (text.charAt(at) == ',') {
                        at++;
                    }
                    list.add(read());
                }
                at++;
                return list;
            }
            if (c == '"') {
                return string();
            }
            int start = at;
            while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(start, at);
            switch (word) {
                case "null": return null;
                case "true": return true;
                case "false": return false;
                default: return word.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(word) : (Object) Double.valueOf(word);
            }
        }

        private String string() {
            StringBuilder value = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c != '\\') {
                    value.append(c);
                    continue;
                }
                c = text.charAt(++at);
                int index = "bfnrt".indexOf(c);
                if (c == 'u') {
                    value.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 4;
                } else {
                    value.append(index < 0 ? c : "\b\f\n\r\t".charAt(index));
                }
            }
            at++;
            return value.toString();
        }

        private void skip() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
    }
}
