using AiProxy.StatesLanguage.Tasks;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>Fields that a state has in common with others, on the states where nothing else uses them.</summary>
public sealed class StateFieldsTests
{
    private const string Next = "'Next':'Z'},'Z':{'Type':'Pass','End':true}}}";
    private const string Branch = "{'StartAt':'B','States':{'B':{'Type':'Succeed'}}}";

    [Theory]
    [InlineData("{'Type':'Wait','Seconds':0,'InputPath':'$.a.b'", "[2]")]
    [InlineData("{'Type':'Wait','Seconds':0,'OutputPath':'$.a.n'", "1")]
    [InlineData("{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f','InputPath':'$.a.b'", "[2]")]
    [InlineData("{'Type':'Map','ItemsPath':'$.a.b','ResultSelector':{'r.$':'$[0]'},'ItemProcessor':" + Branch, "{'r':2}")]
    [InlineData("{'Type':'Map','ItemsPath':'$.a.b','OutputPath':'$[0]','ItemProcessor':" + Branch, "2")]
    [InlineData("{'Type':'Parallel','InputPath':'$.a.n','ResultSelector':{'r.$':'$[0]'},'Branches':[" + Branch + "]", "{'r':1}")]
    public void JsonPathField_OnAState_DoesWhatItSays(string state, string expected) =>
        Assert.Equal(Json(expected), Run("{'StartAt':'A','States':{'A':" + state + "," + Next).Output);

    [Theory]
    [InlineData("{'Type':'Succeed','InputPath':'$.a'}", "{'n':1,'b':[2]}")]
    [InlineData("{'Type':'Succeed','OutputPath':'$.a.n'}", "1")]
    [InlineData("{'Type':'Succeed','QueryLanguage':'JSONata','Output':'{% $states.input.a.n + 1 %}'}", "2")]
    public void Succeed_WithAField_DoesWhatItSays(string state, string expected) =>
        Assert.Equal(Json(expected), Run("{'StartAt':'A','States':{'A':" + state + "}}").Output);

    [Theory]
    [InlineData("{'Type':'Choice','InputPath':'$.a','Choices':[{'Variable':'$.n','NumericEquals':1,'Next':'Z'}],'Default':'Z'}", "{'n':1,'b':[2]}")]
    [InlineData("{'Type':'Choice','OutputPath':'$.a.b','Choices':[{'Variable':'$.a.n','NumericEquals':1,'Next':'Z'}],'Default':'Z'}", "[2]")]
    public void Choice_WithAPath_HandsOnWhatItSays(string state, string expected) =>
        Assert.Equal(Json(expected), Run("{'StartAt':'A','States':{'A':" + state + ",'Z':{'Type':'Pass','End':true}}}").Output);

    [Fact]
    public void Fail_InJsonataOfItsOwn_EvaluatesItsError() =>
        Assert.Equal("1", Run("{'StartAt':'A','States':{'A':{'Type':'Fail','QueryLanguage':'JSONata','Error':'{% $string($states.input.a.n) %}'}}}").Error);

    [Theory]
    [InlineData("{'Type':'Wait','QueryLanguage':'JSONata','Seconds':0,'Output':'{% $states.input.a.b %}'", "[2]")]
    [InlineData("{'Type':'Wait','Seconds':0,'Assign':{'v.$':'$.a.n'}", "{'a':{'n':1,'b':[2]}}")]
    [InlineData("{'Type':'Parallel','Assign':{'v':1},'Branches':[" + Branch + "]", "[{'a':{'n':1,'b':[2]}}]")]
    public void State_WithOutputOrAssign_HandsThemOn(string state, string expected)
    {
        var isAssigning = state.Contains("Assign", StringComparison.Ordinal);
        var next = isAssigning ? "'Next':'Z'},'Z':{'Type':'Pass','Parameters':{'o.$':'$','v.$':'$v'},'End':true}}}" : Next;

        var output = Run("{'StartAt':'A','States':{'A':" + state + "," + next).Output;

        Assert.Equal(isAssigning ? Json($"{{'o':{expected},'v':1}}") : Json(expected), output);
    }

    /// <summary>Nothing comes of a comment, wherever one may stand.</summary>
    [Fact]
    public void Comment_WhereverOneMayStand_IsTaken()
    {
        var result = Run(
            """
            {'Version':'1.0','Comment':'c','StartAt':'A','States':{
              'A':{'Type':'Pass','Comment':'c','Next':'C'},
              'C':{'Type':'Choice','Comment':'c','Choices':[{'Comment':'c','Variable':'$.a','IsPresent':false,'Next':'F'}],'Default':'W'},
              'F':{'Type':'Fail','Comment':'c'},
              'W':{'Type':'Wait','Comment':'c','Seconds':0,'Next':'P'},
              'P':{'Type':'Parallel','Comment':'c','Branches':[{'Comment':'c','StartAt':'B','States':{'B':{'Type':'Succeed','Comment':'c'}}}],'Next':'M'},
              'M':{'Type':'Map','Comment':'c','ItemProcessor':{'Comment':'c','StartAt':'I','States':{'I':{'Type':'Succeed'}}},'Next':'T'},
              'T':{'Type':'Task','Comment':'c','Resource':'arn:aws:lambda:us-east-1:1:function:f',
                'Retry':[{'Comment':'c','ErrorEquals':['E']}],'Catch':[{'Comment':'c','ErrorEquals':['E'],'Next':'F'}],'End':true}}}
            """);

        Assert.Equal(Json("[{'a':{'n':1,'b':[2]}}]"), result.Output);
    }

    private static ExecutionResult Run(string definition)
    {
        var clock = Clock();
        var echo = new FakeHandler(invocation => TaskOutcome.Success(invocation.Arguments));
        return clock.RunToEnd(() => Engine(clock, ("f", echo)).ExecuteAsync(
            Parse(definition), Json("{'a':{'n':1,'b':[2]}}"), null, TestContext.Current.CancellationToken));
    }
}
