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
    public async Task Choice_WithAnOperator_ChoosesByIt(string rule, bool expected)
    {
        var machine = Parse(
            $"{{'StartAt':'A','States':{{'A':{{'Type':'Choice','Choices':[{rule}],'Default':'No'}},"
            + "'Yes':{'Type':'Pass','Result':true,'End':true},'No':{'Type':'Pass','Result':false,'End':true}}}");

        var result = await RunAsync(machine, "{'s':'abc','t':'2026-11-24T12:00:00Z'}");

        Assert.Equal(expected, result.Output.AsBoolean());
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
