using AiProxy.StatesLanguage.Paths;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Paths;

public sealed class JsonPathTests
{
    private const string Data =
        "{'items':[{'a':1,'k':'x'},{'a':2,'k':'y'},{'a':3}],'o':{'p':{'a':9}},'empty':[],'m':[[1],[],[2]],'list':[{'keep':true},{'keep':false},{'other':1}],"
        + "'d':{'x':{'a':[1,2]}},'n':null,'texts':['5','5.0','x'],'def ghi':4,'sub-values':5}";

    [Theory]
    [InlineData("$.items[0].a", "1")]
    [InlineData("$['items'][0]['a']", "1")]
    [InlineData("$.items[-1]", "{'a':3}")]
    [InlineData("$.items[7]", "null")]
    [InlineData("$.m[*][0]", "[1,null,2]")]
    [InlineData("$.items[0,1].a", "[1,2]")]
    [InlineData("$.items[0:2].a", "[1,2]")]
    [InlineData("$.items[1:].a", "[2,3]")]
    [InlineData("$.items[:-2].a", "[1]")]
    [InlineData("$.items[*].k", "['x','y']")]
    [InlineData("$.items[?(@.a > 1)].a", "[2,3]")]
    [InlineData("$.items[?(@.a == 1 || @.k == 'y')].a", "[1,2]")]
    [InlineData("$.items[?(@.a>99)]", "[]")]
    [InlineData("$.items[?(!(@.k))].a", "[3]")]
    [InlineData("$.items[?(@.k != 'x')].a", "[2,3]")]
    [InlineData("$.items[?(@.a == '2')].k", "['y']")]
    [InlineData("$.items[?(@.k==y)].a", "[2]")]
    [InlineData("$.items[?(@.k == NO_SUCH)].a", "[]")]
    [InlineData("$.items[?(@.a == $.items[1].a)].k", "['y']")]
    [InlineData("$.items[?(@.a == @.a)].k", "['x','y']")]
    [InlineData("$.items[?(@.k != @.a)].a", "[1,2,3]")]
    [InlineData("$.o.p ", "{'a':9}")]
    [InlineData(" $.o.p", "{'a':9}")]
    [InlineData("$.items[?(@.a != '2')].a", "[1,3]")]
    [InlineData("$.items[?(@.a > '1')].a", "[]")]
    [InlineData("$.texts[?(@ == 5)]", "['5']")]
    [InlineData("$.list[?(@.keep)]", "[{'keep':true},{'keep':false}]")]
    [InlineData("$.list[?(@.keep == true)]", "[{'keep':true}]")]
    [InlineData("$.missing[*]", "[]")]
    [InlineData("$.missing[0:1]", "[]")]
    [InlineData("$[*].nothing", "[]")]
    [InlineData("$.o.*", "[{'a':9}]")]
    [InlineData("$.d..a", "[[1,2]]")]
    [InlineData("$.d..a[*]", "[1,2]")]
    [InlineData("$.['def ghi']", "4")]
    [InlineData("$.sub-values", "5")]
    [InlineData("$.o['p','q']", "{'p':{'a':9}}")]
    [InlineData("$.n", "null")]
    public void Evaluate_OnData_GivesWhatStepFunctionsGives(string path, string expected) =>
        Assert.Equal(Json(expected), PathParser.Parse(path)!.Evaluate(Json(Data)));

    [Theory]
    [InlineData("$.no", "No results for path: $['no']")]
    [InlineData("$.o.no", "No results for path: $['o']['no']")]
    [InlineData("$.no.a", "Missing property in path $['no']")]
    [InlineData("$.items.length()", "Expected to find an object with property ['length()'] in path $['items'] but found 'com.fasterxml.jackson.databind.node.ArrayNode'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.")]
    [InlineData("$.n[0]", "The path $['n'] is null")]
    [InlineData("$.sub-values[0:1]", "Filter: [0:1] can only be applied to arrays. Current context is: 5")]
    public void Evaluate_WithoutAResult_ExplainsItInJaywaysWords(string path, string expected)
    {
        var parsed = PathParser.Parse(path)!;

        Assert.True(parsed.Evaluate(Json(Data)).IsUndefined);
        Assert.Equal(expected, parsed.Explain(Json(Data)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("$.")]
    [InlineData("$.a[")]
    [InlineData("$.a[]")]
    [InlineData("$.a['x'")]
    [InlineData("$['a','b'].c")]
    [InlineData("$.a[?(@.b =~ /x/)]")]
    [InlineData("$.a[?(1 == 1)]")]
    [InlineData("$.a[?(@.b == )]")]
    [InlineData("$.a[?(b == c)]")]
    [InlineData("$.a b")]
    public void Parse_WhatIsNoPath_IsNull(string text) => Assert.Null(PathParser.Parse(text));

    [Theory]
    [InlineData("$.a.b[0]", true)]
    [InlineData("$['a']", true)]
    [InlineData("$.a[-1]", false)]
    [InlineData("$.a[*]", false)]
    [InlineData("$..a", false)]
    [InlineData("$.a[?(@.b)]", false)]
    public void IsReference_TellsWhatNamesOnePlace(string path, bool expected) => Assert.Equal(expected, PathParser.Parse(path)!.IsReference);

    [Theory]
    [InlineData("$.new", "{'a':[1,2],'new':9}")]
    [InlineData("$.x.y", "{'a':[1,2],'x':{'y':9}}")]
    [InlineData("$.a[1]", "{'a':[1,9]}")]
    [InlineData("$.a", "{'a':9}")]
    [InlineData("$", "9")]
    public void Set_WhereThePathFits_PutsTheValue(string path, string expected) =>
        Assert.Equal(Json(expected), ReferencePath.Set(Json("{'a':[1,2]}"), PathParser.Parse(path)!, Json("9")));

    [Theory]
    [InlineData("$.a.b")]
    [InlineData("$.a[2]")]
    [InlineData("$[0]")]
    public void Set_WhereItDoesNot_IsUndefined(string path) =>
        Assert.True(ReferencePath.Set(Json("{'a':[1,2]}"), PathParser.Parse(path)!, Json("9")).IsUndefined);
}
