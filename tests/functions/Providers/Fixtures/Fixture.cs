using System.Text;
using System.Text.Json;

namespace AiProxy.Providers.Tests.Fixtures;

/// <summary>Reads the case files beside it: one file a direction and format, one test a case.</summary>
internal static class Fixture
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>A row for each case of <c>{kind}.{format}.json</c>, for each format; its <c>name</c> is what the test is called.</summary>
    public static IEnumerable<TheoryDataRow<string, JsonElement>> Rows(string kind)
    {
        foreach (string format in ProviderFormats.Names)
        {
            string file = Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{kind}.{format}.json");
            foreach (JsonElement row in JsonElement.Parse(File.ReadAllBytes(file), Options).EnumerateArray())
            {
                yield return new TheoryDataRow<string, JsonElement>(format, row) { TestDisplayName = $"{kind}.{format}: {row.GetProperty("name").GetString()}" };
            }
        }
    }

    /// <summary>The member <c>body</c> as JSON, or <c>text</c> as it is.</summary>
    public static ReadOnlyMemory<byte> Body(JsonElement row) => row.TryGetProperty("text", out JsonElement text)
        ? Encoding.UTF8.GetBytes(text.GetString()!)
        : Encoding.UTF8.GetBytes(row.GetProperty("body").GetRawText());

    public static void EqualJson(JsonElement expected, ReadOnlyMemory<byte> actual)
    {
        JsonElement parsed = JsonElement.Parse(actual.Span);
        Assert.True(JsonElement.DeepEquals(expected, parsed), $"Expected: {expected.GetRawText()}\nActual:   {parsed.GetRawText()}");
    }
}
