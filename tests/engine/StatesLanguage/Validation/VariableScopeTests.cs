namespace AiProxy.StatesLanguage.Tests.Validation;

/// <summary>Which variables an inner scope may assign.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-scope"/>
public sealed class VariableScopeTests
{
    private const string Before = "'B':{'Type':'Pass','Assign':{'v':1},'Next':'A'},";
    private const string Inner = "'StartAt':'I','States':{'I':{'Type':'Pass','Assign':{'v':2},'End':true}}";
    private const string Inline = "'A':{'Type':'Map','ItemProcessor':{" + Inner + "},'End':true}";
    private const string Distributed =
        "'A':{'Type':'Map','ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'}," + Inner + "},'End':true}";
    private const string Nested =
        "'A':{'Type':'Parallel','Branches':[{'StartAt':'P','States':{'P':{'Type':'Parallel','Branches':[{" + Inner + "}],'End':true}}}],'End':true}";

    [Theory]
    [InlineData(Before + Inline, "/States/A/ItemProcessor/States/I/Assign")]
    [InlineData(Before + "'A':{'Type':'Parallel','Branches':[{" + Inner + "}],'End':true}", "/States/A/Branches[0]/States/I/Assign")]
    [InlineData(Before + Nested, "/States/A/Branches[0]/States/P/Branches[0]/States/I/Assign")]
    [InlineData("'A':{'Type':'Parallel','Branches':[{" + Inner + "}],'Assign':{'v':1},'End':true}", "/States/A/Branches[0]/States/I/Assign")]
    [InlineData("'A':{'Type':'Parallel','Branches':[{" + Inner + "}],'Next':'L'},'L':{'Type':'Wait','Seconds':1,'Assign':{'v':1},'End':true}", "/States/A/Branches[0]/States/I/Assign")]
    [InlineData("'A':{'Type':'Parallel','Branches':[{" + Inner + "}],'Next':'L'},'L':{'Type':'Choice','Choices':[{'Condition':true,'Next':'E','Assign':{'v':1}}],'Default':'E'},'E':{'Type':'Succeed'}", "/States/A/Branches[0]/States/I/Assign")]
    public void Parse_InnerScopeAssignsAnOuterVariable_IsRefused(string states, string location)
    {
        var diagnostic = Assert.Single(Parse(states));

        Assert.Equal(
            $"INVALID_VARIABLE_NAME: Invalid variable name 'v': the variable is assigned in an outer scope. at {location}", diagnostic);
    }

    [Theory]
    [InlineData(Inline)]
    [InlineData(Before + Distributed)]
    [InlineData("'A':{'Type':'Parallel','Branches':[{" + Inner + "},{'StartAt':'J','States':{'J':{'Type':'Pass','Assign':{'v':3},'End':true}}}],'End':true}")]
    [InlineData("'A':{'Type':'Parallel','Branches':[{" + Inner + "}],'Catch':[{'ErrorEquals':['States.ALL'],'Assign':{'v':1},'Next':'E'}],'End':true},'E':{'Type':'Succeed'}")]
    [InlineData("'B':{'Type':'Pass','Assign':{'w':1},'Next':'A'},'A':{'Type':'Map','ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Pass','Assign':{'v':'{% $w %}'},'End':true}}},'End':true}")]
    public void Parse_ScopesThatDoNotMeet_MayAssignTheSame(string states) => Assert.Empty(Parse(states));

    [Fact]
    public void Parse_JsonPathAssign_CountsWithoutItsSuffix()
    {
        var result = StateMachine.Parse(
            "{'StartAt':'B','States':{'B':{'Type':'Pass','Assign':{'v.$':'$.x'},'Next':'A'},'A':{'Type':'Map','ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Pass','Assign':{'v':2},'End':true}}},'End':true}}}"
                .Replace('\'', '"'));

        Assert.Equal("INVALID_VARIABLE_NAME", Assert.Single(result.Diagnostics).Code);
    }

    private static string[] Parse(string states)
    {
        var start = states.StartsWith("'B'", StringComparison.Ordinal) ? "B" : "A";
        var text = $"{{'QueryLanguage':'JSONata','StartAt':'{start}','States':{{{states}}}}}".Replace('\'', '"');
        return [.. StateMachine.Parse(text).Diagnostics.Select(diagnostic => diagnostic.ToString())];
    }
}
