using System.Buffers;
using System.Text;
using System.Text.Json;
using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage.Tests.History;

internal static class HistoryText
{
    /// <summary>One line an event: id, previous id, type.</summary>
    public static string[] Lines(this ExecutionResult result) => Lines(result.History!);

    public static string[] Lines(this ExecutionHistory history) => [.. history.Select(item => $"{item.Id} {item.PreviousId} {item.Type}")];

    public static string[] Types(this ExecutionHistory history) => [.. history.Select(item => item.Type)];

    public static string ToJson(this ExecutionHistory history)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            history.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
