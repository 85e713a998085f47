using System.Text;
using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;

namespace AiProxy.Bench.EngineParts;

/// <summary>The document that the parts work on: an order of twelve items, 849 bytes, as in <c>bench/Engine -- json</c>.</summary>
internal static class Sample
{
    public static readonly byte[] Utf8 = Encoding.UTF8.GetBytes(
        $$$"""{"order":{"id":"o-1","customer":{"name":"Ada","city":"London"} },"items":[{{{Items()}}}],"note":null}""");

    public static readonly Value Value = Value.Parse(Utf8);

    public static readonly JsonataRuntime Runtime = new()
    {
        TimeProvider = TimeProvider.System,
        Random = () => 0.5,
        NewUuid = () => "00000000-0000-4000-8000-000000000000",
    };

    private static string Items() =>
        string.Join(',', Enumerable.Range(0, 12).Select(i => $$"""{"id":{{i}},"sku":"item-{{i}}","price":{{i}}.5,"tags":["a","b"],"on":true}"""));
}
