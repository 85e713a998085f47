using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>States in JSONPath: data flow, intrinsic functions, causes.</summary>
public sealed class JsonPathStateTests
{
    private const string Prefix = "An error occurred while executing the state 'A' (entered at the event id #2). ";

    [Theory]
    [InlineData("'InputPath':'$.x','Parameters':{'v.$':'$.y'},'ResultPath':'$.r'", "{'x':{'y':1},'r':{'v':1}}")]
    [InlineData("'Result':{'v.$':'$.y'}", "{'v.$':'$.y'}")]
    [InlineData("'InputPath':null", "{}")]
    [InlineData("'OutputPath':null", "{}")]
    [InlineData("'Result':1,'ResultPath':null", "{'x':{'y':1}}")]
    [InlineData("'Parameters':{'n.$':'$$.State.Name'}", "{'n':'A'}")]
    [InlineData("'Parameters':{'v.$':'States.Format(\\'{}-{}-\\\\{\\', $.x.y, null)'}", "{'v':'1-null-{'}")]
    [InlineData("'Parameters':{'v.$':'States.ArrayPartition(States.ArrayRange(1, 5, 1), 2)'}", "{'v':[[1,2],[3,4],[5]]}")]
    [InlineData("'Parameters':{'v.$':'States.ArrayRange(0, -1, 2)'}", "{'v':[]}")]
    [InlineData("'Parameters':{'v.$':'States.ArrayRange(5, 1, -2)'}", "{'v':[5,3,1]}")]
    [InlineData("'Parameters':{'v.$':'States.ArrayRange(3, 3, 7)'}", "{'v':[3]}")]
    [InlineData("'Parameters':{'v.$':'States.MathAdd(1.5, -1.5)'}", "{'v':1}")]
    [InlineData("'Parameters':{'v.$':'States.JsonMerge(States.StringToJson(\\'{}\\'), $.x, false)'}", "{'v':{'y':1}}")]
    [InlineData("'Parameters':{'v.$':'States.StringSplit(\\'a,b;;c\\', \\',;\\')'}", "{'v':['a','b','c']}")]
    [InlineData("'Parameters':{'v.$':'States.Hash(\\'hello\\', \\'MD5\\')'}", "{'v':'5d41402abc4b2a76b9719d911017c592'}")]
    [InlineData("'Parameters':{'v.$':'States.Base64Decode(States.Base64Encode(\\'hé\\'))'}", "{'v':'hé'}")]
    public async Task Pass_WithDataFlow_GivesWhatStepFunctionsGives(string fields, string expected)
    {
        var result = await RunAsync(One(fields), "{'x':{'y':1}}");

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal(Json(expected), result.Output);
    }

    [Theory]
    [InlineData("'InputPath':'$.no'", "States.Runtime", Prefix + "Invalid path '$.no' : No results for path: $['no']")]
    [InlineData("'Parameters':{'v.$':'$.no'}", "States.Runtime", Prefix + "The JSONPath '$.no' specified for the field 'v.$' could not be found in the input '{\"x\":1}'")]
    [InlineData("'Parameters':{'v.$':'States.ArrayLength($.x)'}", "States.IntrinsicFailure", Prefix + "The function 'States.ArrayLength($.x)' had the following error: The argument must be an array")]
    [InlineData("'Parameters':{'v.$':'States.MathAdd($.no, 1)'}", "States.Runtime", Prefix + "The function 'States.MathAdd($.no, 1)' had the following error: The JsonPath argument for the field '$.no' could not be found in the input '{\"x\":1}'")]
    [InlineData("'ResultPath':'$.x.y'", "States.ResultPathMatchFailure", Prefix + "Unable to apply ReferencePath $.x.y to input {\"x\":1}")]
    public async Task Pass_ThatCannot_FailsWithErrorAndCause(string fields, string error, string cause)
    {
        var result = await RunAsync(One(fields), "{'x':1}");

        Assert.Equal((error, cause), (result.Error, result.Cause));
    }

    [Theory]
    [InlineData("{'Variable':'$.s','StringMatches':'a*','Next':'Yes'}", true)]
    [InlineData("{'Variable':'$.t','IsTimestamp':true,'Next':'Yes'}", true)]
    [InlineData("{'Or':[{'Variable':'$.s','IsNumeric':true},{'Variable':'$.no','IsPresent':false}],'Next':'Yes'}", true)]
    [InlineData("{'Variable':'$.s','NumericEquals':1,'Next':'Yes'}", false)]
    [InlineData("{'Variable':'$.s','StringLessThanEquals':'abc','Next':'Yes'}", true)]
    [InlineData("{'Variable':'$.s','StringLessThanEquals':'abb','Next':'Yes'}", false)]
    [InlineData("{'Variable':'$.t','TimestampLessThanEqualsPath':'$.t','Next':'Yes'}", true)]
    [InlineData("{'Variable':'$.s','TimestampLessThanEqualsPath':'$.t','Next':'Yes'}", false)]
    [InlineData("{'Variable':'$.s','BooleanEquals':true,'Next':'Yes'}", false)]
    [InlineData("{'Variable':'$.s','IsTimestamp':true,'Next':'Yes'}", false)]
    [InlineData("{'Variable':'$.s','StringMatches':'a\\\\*','Next':'Yes'}", false)]
    [InlineData("{'And':[{'Variable':'$.s','IsString':true},{'Not':{'Variable':'$.s','IsNull':true}}],'Next':'Yes'}", true)]
    [InlineData("{'Variable':'$.no','IsPresent':true,'Next':'Yes'}", false)]
    public async Task Choice_WithAnOperator_ChoosesByIt(string rule, bool expected)
    {
        var machine = Parse(
            $"{{'StartAt':'A','States':{{'A':{{'Type':'Choice','Choices':[{rule}],'Default':'No'}},"
            + "'Yes':{'Type':'Pass','Result':true,'End':true},'No':{'Type':'Pass','Result':false,'End':true}}}");

        var result = await RunAsync(machine, "{'s':'abc','t':'2026-11-24T12:00:00Z'}");

        Assert.Equal(expected, result.Output.AsBoolean());
    }

    [Theory]
    [InlineData("States.ArrayLength(States.ArrayRange(1, 1000, 1))", "1000")]
    [InlineData("States.ArrayRange(1, 1001, 1)", null)]
    [InlineData("States.ArrayRange(1, 9, 2)", "[1,3,5,7,9]")]
    [InlineData("States.ArrayRange(1, 9, 0)", null)]
    public async Task Intrinsic_ArrayRange_HasAtMostAThousandItems(string call, string? expected)
    {
        var result = await RunAsync(One($"'Parameters':{{'v.$':'{call}'}},'OutputPath':'$.v'"));

        Assert.Equal(expected is null ? "States.IntrinsicFailure" : null, result.Error);
        if (expected is not null)
        {
            Assert.Equal(Json(expected), result.Output);
        }
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Intrinsic_NestedCalls_GoTenDeep(int levels, bool taken)
    {
        var call = string.Concat(Enumerable.Repeat("States.Array(", levels)) + "1" + new string(')', levels);
        var parsed = StateMachine.Parse(
            $"{{'StartAt':'A','States':{{'A':{{'Type':'Pass','Parameters':{{'v.$':'{call}'}},'End':true}}}}}}".Replace('\'', '"'));

        Assert.Equal(
            taken ? "" : "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The value for the field 'v.$' must be a valid JSONPath or a valid intrinsic function call at /States/A/Parameters'",
            parsed.ErrorMessage);
    }

    /// <summary>10,000 characters are allowed, of whatever plane.</summary>
    [Theory]
    [InlineData("States.Hash($.x, 'MD5')")]
    [InlineData("States.Base64Encode($.x)")]
    public async Task Intrinsic_OfALongText_CountsCharacters(string call)
    {
        var machine = One($"'Parameters':{{'v.$':'{call.Replace("'", "\\'", StringComparison.Ordinal)}'}}");
        var most = string.Concat(Enumerable.Repeat("😀", 10_000));

        var passed = await RunAsync(machine, $"{{'x':'{most}'}}");
        var refused = await RunAsync(machine, $"{{'x':'{most}a'}}");

        Assert.Equal((null, "States.IntrinsicFailure"), (passed.Error, refused.Error));
    }

    [Theory]
    [InlineData("'ErrorPath':'$.e','CausePath':'$.c'", "Custom", "why")]
    [InlineData("'ErrorPath':'States.Format(\\'{}!\\', $.e)','Cause':'literal'", "Custom!", "literal")]
    [InlineData("'ErrorPath':'$$.State.Name'", "A", null)]
    [InlineData("'ErrorPath':'$.n'", "States.Runtime", Prefix + "The value of the field 'ErrorPath' must be a string, but was: 5")]
    public async Task Fail_WithPaths_TakesTheTextsThere(string fields, string error, string? cause)
    {
        var machine = Parse(
            $"{{'StartAt':'A','States':{{'A':{{'Type':'Fail',{fields}}}}}}}".Replace("\\'", "\u0001", StringComparison.Ordinal), quotes: '\u0001');

        var result = await RunAsync(machine, "{'e':'Custom','c':'why','n':5}");

        Assert.Equal((error, cause), (result.Error, result.Cause));
    }

    [Fact]
    public async Task Credentials_WithAPath_GiveTheRoleToTheHandler()
    {
        var handler = new FakeHandler((_, _) => new ValueTask<TaskOutcome>(TaskOutcome.Success(Value.Null)));
        var machine = Parse(
            "{'StartAt':'A','States':{'A':{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f','Credentials':{'RoleArn.$':'$.role'},'End':true}}}");

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(
            machine, Json("{'role':'arn:aws:iam::1:role/r'}"), null, TestContext.Current.CancellationToken);

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal("arn:aws:iam::1:role/r", handler.Invocations[0].CredentialsRoleArn);
    }

    [Fact]
    public async Task Choice_OnAMissingVariable_Fails()
    {
        var machine = Parse(
            "{'StartAt':'A','States':{'A':{'Type':'Choice','Choices':[{'Variable':'$.no','IsNull':true,'Next':'B'}]},'B':{'Type':'Succeed'}}}");

        var result = await RunAsync(machine);

        Assert.Equal("States.Runtime", result.Error);
        Assert.Equal(Prefix + "Invalid path '$.no': The choice state's condition path references an invalid value.", result.Cause);
    }

    private static StateMachine One(string fields) =>
        Parse($"{{'StartAt':'A','States':{{'A':{{'Type':'Pass',{fields},'End':true}}}}}}".Replace("\\'", "\u0001", StringComparison.Ordinal), quotes: '\u0001');

    private static StateMachine Parse(string definition, char quotes = '\0')
    {
        var text = definition.Replace('\'', '"').Replace(quotes, '\'');
        var parsed = StateMachine.Parse(text);
        Assert.Empty(parsed.ErrorMessage);
        return parsed.Machine!;
    }
}
