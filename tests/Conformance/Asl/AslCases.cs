using System.Text.Json;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>The recorded cases by id; empty where they are not available.</summary>
internal static class AslCases
{
    public static readonly string? Folder = SharedFolder.Find(SharedFolder.Asl);

    public static readonly IReadOnlyDictionary<string, AslCase> ById = Load();

    private static Dictionary<string, AslCase> Load()
    {
        var result = new Dictionary<string, AslCase>(StringComparer.Ordinal);
        string[] files = Folder is null ? [] : Directory.GetFiles(Folder, "*.json");
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var root = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
            var list = root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("cases");
            foreach (var element in list.EnumerateArray())
            {
                var item = new AslCase(element);
                result.Add(item.Id, item);
            }
        }

        return result;
    }
}
