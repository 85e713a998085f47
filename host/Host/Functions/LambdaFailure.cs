using System.Text;
using System.Text.Json;

namespace AiProxy.Host.Functions;

/// <summary>An exception as Lambda reports it to Step Functions: the error name is the type's short name, the cause is JSON.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/lambda/latest/dg/csharp-exceptions.html"/></remarks>
internal static class LambdaFailure
{
    public static string ErrorName(Exception exception) => exception.GetType().Name;

    public static string Cause(Exception exception)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, exception);
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, Exception exception)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", ErrorName(exception));
        writer.WriteString("errorMessage", exception.Message);
        writer.WriteStartArray("stackTrace");
        foreach (string line in (exception.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            writer.WriteStringValue(line);
        }
        writer.WriteEndArray();
        if (exception.InnerException is { } inner)
        {
            writer.WritePropertyName("cause");
            Write(writer, inner);
        }
        writer.WriteEndObject();
    }
}
