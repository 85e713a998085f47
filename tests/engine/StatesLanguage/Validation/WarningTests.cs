namespace AiProxy.StatesLanguage.Tests.Validation;

/// <summary>What ValidateStateMachineDefinition warns of without refusing the machine.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html"/>
public sealed class WarningTests
{
    private const string NoDollar = "looks like a JSONPath or an intrinsic function call, but the field's name does not end with '.$'";

    [Theory]
    [InlineData("'Type':'Pass','Parameters':{'x':'$.y'}", "NO_DOLLAR: The value of the field 'x' " + NoDollar + " at /States/A/Parameters/x")]
    [InlineData("'Type':'Pass','Parameters':{'x':'$$.Execution.Id'}", "NO_DOLLAR: The value of the field 'x' " + NoDollar + " at /States/A/Parameters/x")]
    [InlineData("'Type':'Pass','Parameters':{'x':{'y':'States.UUID()'}}", "NO_DOLLAR: The value of the field 'y' " + NoDollar + " at /States/A/Parameters/x/y")]
    [InlineData("'Type':'Pass','Parameters':{'z.$':'$','x':[{'y':'$.y'}]}", "NO_DOLLAR: The value of the field 'y' " + NoDollar + " at /States/A/Parameters/x[0]/y")]
    [InlineData("'Type':'Pass','Assign':{'x':'$.y'}", "NO_DOLLAR: The value of the field 'x' " + NoDollar + " at /States/A/Assign/x")]
    [InlineData("'Type':'Map','ItemSelector':{'x':'$.y'},'ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Succeed'}}}", "NO_DOLLAR: The value of the field 'x' " + NoDollar + " at /States/A/ItemSelector/x")]
    [InlineData("'Type':'Pass','Result':'$.y'", "PASS_RESULT_IS_STATIC: The Result of a Pass state is static: a path in it is not evaluated at /States/A/Result")]
    [InlineData("'Type':'Pass','Result':{'x.$':'$.y'}", "PASS_RESULT_IS_STATIC: The Result of a Pass state is static: a path in it is not evaluated at /States/A/Result")]
    public void Parse_PathWhereNoneIsEvaluated_IsWarnedOf(string fields, string expected)
    {
        var result = Parse($"'A':{{{fields},'End':true}}");

        Assert.NotNull(result.Machine);
        Assert.Equal(expected, string.Join("; ", result.Diagnostics));
    }

    [Theory]
    [InlineData("'A':{'Type':'Choice','Choices':[{'Variable':'$.x','StringEquals':'$.y','Next':'B'}]},'B':{'Type':'Succeed'}", "StringEquals", "/States/A/Choices[0]/StringEquals")]
    [InlineData("'A':{'Type':'Fail','Error':'$.y'}", "Error", "/States/A/Error")]
    [InlineData("'A':{'Type':'Fail','Cause':'$.y'}", "Cause", "/States/A/Cause")]
    public void Parse_PathInAFieldWithATwinForPaths_IsWarnedOf(string states, string field, string location)
    {
        var result = Parse(states);

        Assert.NotNull(result.Machine);
        Assert.Equal(
            $"NO_PATH: The value of the field '{field}' looks like a path, but the field's name does not end with 'Path' at {location}",
            string.Join("; ", result.Diagnostics));
    }

    [Theory]
    [InlineData("'A':{'Type':'Pass','Parameters':{'x.$':'$.y','price':'$5.00','name':'$x','text':'States. are many','comment':'$.'},'End':true}")]
    [InlineData("'A':{'Type':'Pass','Result':{'price':'$5.00'},'End':true}")]
    [InlineData("'A':{'Type':'Choice','Choices':[{'Variable':'$.x','StringMatches':'$.*','Next':'B'}]},'B':{'Type':'Succeed'}")]
    [InlineData("'A':{'Type':'Pass','QueryLanguage':'JSONata','Output':{'x':'$.y'},'End':true}")]
    public void Parse_TextThatIsNoPath_IsNotWarnedOf(string states) => Assert.Empty(Parse(states).Diagnostics);

    private static ParseResult Parse(string states) =>
        StateMachine.Parse($"{{'StartAt':'A','States':{{{states}}}}}".Replace('\'', '"'));
}
