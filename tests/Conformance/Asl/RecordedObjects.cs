using System.Text;
using System.Text.Json;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>The objects that a case had in S3.</summary>
internal sealed class RecordedObjects(AslCase source) : IItemReader
{
    public ValueTask<ItemReaderOutcome> ReadAsync(ItemReaderRequest request, CancellationToken cancellationToken)
    {
        using var wanted = JsonDocument.Parse(request.Arguments.ToJson());
        foreach (var item in source.Objects)
        {
            if (Same(item, wanted.RootElement, "Bucket") && Same(item, wanted.RootElement, "Key"))
            {
                var body = item.GetProperty("Body").GetString()!;
                return ValueTask.FromResult(ItemReaderOutcome.FromContent(Encoding.UTF8.GetBytes(body)));
            }
        }

        return ValueTask.FromResult(ItemReaderOutcome.Failed($"There is no object {request.Arguments}."));
    }

    private static bool Same(JsonElement item, JsonElement wanted, string name) =>
        wanted.TryGetProperty(name, out var value) && item.GetProperty(name).ValueEquals(value.GetString());
}
