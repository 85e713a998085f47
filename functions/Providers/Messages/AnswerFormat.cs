using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages;

/// <summary>What shape the answer must have: <c>response_format</c>.</summary>
/// <param name="Kind">Which of OpenAI's three.</param>
/// <param name="Schema">The JSON schema, an object, in <see cref="AnswerKind.Schema"/>.</param>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/create#chat-create-response_format"/></remarks>
internal readonly record struct AnswerFormat(AnswerKind Kind, JsonElement? Schema)
{
    public const string SchemaPointer = "/response_format/json_schema/schema";

    public static AnswerFormat Read(JsonElement request, TranslationReport report)
    {
        JsonElement? format = request.Member("response_format");
        switch (format.Text("type"))
        {
            case "json_schema" when format.Member("json_schema").Member("schema") is { ValueKind: JsonValueKind.Object } schema:
                return new AnswerFormat(AnswerKind.Schema, schema);
            // A name without a schema: JSON of any shape.
            case "json_schema" when format.Member("json_schema").Member("schema") is null:
            case "json_object":
                return new AnswerFormat(AnswerKind.Json, null);
            case "text":
                break;
            default:
                if (format is not null)
                {
                    report.Unsupported("/response_format", "none of the formats that this format has: text, json_object, json_schema");
                }
                break;
        }
        return new AnswerFormat(AnswerKind.Text, null);
    }
}

internal enum AnswerKind
{
    Text,
    Json,
    Schema,
}
