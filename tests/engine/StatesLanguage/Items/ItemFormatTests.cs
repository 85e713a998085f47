using System.Text;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution;
using AiProxy.StatesLanguage.Items;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Items;

public sealed class ItemFormatTests
{
    [Theory]
    [InlineData("a,b\r\n1,2\r\n\"x,\"\"y\"\n", "[{'a':'1','b':'2'},{'a':'x,\\'y','b':''}]")]
    [InlineData("a,b\nC:\\\\x,say \\\"hi\\\"\n", "[{'a':'C:\\\\x','b':'say \\'hi\\''}]")]
    [InlineData("a,b\n1\\,2,\"x\\y\"\n", "[{'a':'1,2','b':'xy'}]")]
    [InlineData("a\n", "[]")]
    [InlineData("a,b\n\n1,2,3\n", "[{'a':'1','b':'2'}]")]
    public void Read_Csv_TakesTheFirstRowAsNames(string text, string expected)
    {
        var items = new ItemFormat("CSV", null, ',', null).Read(Encoding.UTF8.GetBytes(text), 10, "s", out _);

        Assert.Equal(Json(expected.Replace("\\'", "\\u0022", StringComparison.Ordinal)), Values(items));
    }

    [Fact]
    public void Read_JsonLines_SkipsEmptyOnesAndStopsAtTheMost()
    {
        var items = new ItemFormat("JSONL", null, ',', null).Read("{\"a\":1}\r\n\n2\n3\n"u8, 2, "s", out _);

        Assert.Equal(Json("[{'a':1},2]"), Values(items));
    }

    [Fact]
    public void Read_JsonWithAPointer_TakesTheArrayThere()
    {
        var items = new ItemFormat("JSON", null, ',', "/a/b~1c").Read("{\"a\":{\"b/c\":[1,2]}}"u8, 10, "s", out _);

        Assert.Equal(Json("[1,2]"), Values(items));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("[")]
    public void Read_WhatHasNoItems_SaysWhy(string text)
    {
        Assert.Null(new ItemFormat("JSON", null, ',', null).Read(Encoding.UTF8.GetBytes(text), 10, "s", out var problem));
        Assert.StartsWith("Attempting to read the items failed: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnObject_TakesItsMembersWithTheirNames()
    {
        var items = new ItemFormat("JSON", null, ',', "/a").Read("{\"a\":{\"x\":1,\"y\":2,\"z\":3}}"u8, 2, "s", out _);

        Assert.Equal(["0 x 1 s", "1 y 2 s"], items!.Select(item => $"{item.Index} {item.Key} {item.Value} {item.Source}"));
    }

    private static Value Values(MapItem[]? items) => Value.From(ArrayValue.Create([.. items!.Select(item => item.Value)]));
}
