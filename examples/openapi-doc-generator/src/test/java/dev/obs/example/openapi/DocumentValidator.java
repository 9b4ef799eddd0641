package dev.obs.example.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;

/// The validation of a document by independent tools: the JSON Schema that the OpenAPI Initiative
/// publishes, and Swagger's parser, which also knows the rules between the parts.
final class DocumentValidator {
  private static final Schema SPECIFICATION =
      SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              builder ->
                  builder.schemaIdResolvers(resolvers ->
                      resolvers.mapPrefix(
                          "https://spec.openapis.org/", "classpath:spec.openapis.org/")))
          .getSchema(SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07"));

  private DocumentValidator() {}

  /// Returns every error; empty if the document is valid.
  static List<String> errors(String json) {
    List<String> complaints = new ArrayList<>();
    for (Error error : SPECIFICATION.validate(json, InputFormat.JSON)) {
      complaints.add("schema: " + error);
    }
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(json, null, null);
    parsed.getMessages().forEach(message -> complaints.add("parser: " + message));
    return complaints;
  }
}
