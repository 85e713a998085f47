using AiProxy.Jsonata.Values;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Testing;

public sealed class TestStateTests
{
    private const string Task = "{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Parameters':{'FunctionName':'f'},"
        + "'Retry':[{'ErrorEquals':['E'],'MaxAttempts':2,'IntervalSeconds':3}],'Catch':[{'ErrorEquals':['States.ALL'],'Next':'C'}],'Next':'N'}";

    [Theory]
    [InlineData("{'result':'{\\'StatusCode\\':200}'}", "{}", "{'status':'SUCCEEDED','nextState':'N','output':'{\\'StatusCode\\':200}'}")]
    [InlineData("{'errorOutput':{'error':'E'}}", "{}", "{'status':'RETRIABLE','error':'E'}")]
    [InlineData("{'errorOutput':{'error':'E'}}", "{'retrierRetryCount':2}", "{'status':'CAUGHT_ERROR','error':'E','nextState':'C','output':'{\\'Error\\':\\'E\\',\\'Cause\\':null}'}")]
    public async Task TestState_WithAMock_TellsWhatBecomesOfIt(string mock, string configuration, string expected)
    {
        var response = await RunAsync(Task, mock, configuration);

        Assert.Equal(Json(expected), response);
    }

    [Theory]
    [InlineData("{'result':'{\\'StatusCode\\':\\'200\\'}'}", "Mock result schema validation error: Field 'StatusCode' must be a number")]
    [InlineData(null, "RoleArn must be specified when testing a Task state")]
    public async Task TestState_OfARequestAwsRefuses_ThrowsInItsWords(string? mock, string expected)
    {
        var exception = await Assert.ThrowsAsync<TestStateException>(async () => await RunAsync(Task, mock, "{}"));

        Assert.Equal(("ValidationException", expected), (exception.Code, exception.Message));
    }

    [Fact]
    public async Task TestState_OfAMapWithAResultWriter_NeedsNobodyToWrite()
    {
        const string Map = "{'Type':'Map','End':true,'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},"
            + "'StartAt':'B','States':{'B':{'Type':'Succeed'}}},'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Parameters':{'Bucket':'b'}}}";
        var request = new ObjectBuilder()
            .Add("definition", Value.From($"{{'StartAt':'A','States':{{'A':{Map}}}}}".Replace('\'', '"')))
            .Add("stateName", Value.From("A"))
            .Add("input", Value.From("[1]"))
            .Add("mock", Json("{'result':'{}'}"))
            .Build();

        var response = await Engine(Clock()).TestStateAsync(Value.From(request), TestContext.Current.CancellationToken);

        Assert.Equal(Json("{'status':'SUCCEEDED','output':'{}'}"), response);
    }

    [Fact]
    public async Task TestState_OfAStateInAMachine_SeesTheVariablesGiven()
    {
        const string Definition =
            "{'QueryLanguage':'JSONata','StartAt':'A','States':{'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Pass','Output':'{% $v + 1 %}','End':true}}}";
        var request = new ObjectBuilder()
            .Add("definition", Value.From(Definition.Replace('\'', '"')))
            .Add("stateName", Value.From("B"))
            .Add("variables", Value.From("{\"v\":41}"))
            .Build();

        var response = await Engine(Clock()).TestStateAsync(Value.From(request), TestContext.Current.CancellationToken);

        Assert.Equal(Json("{'status':'SUCCEEDED','output':'42'}"), response);
    }

    private static async Task<Value> RunAsync(string definition, string? mock, string configuration)
    {
        var request = new ObjectBuilder()
            .Add("definition", Value.From(definition.Replace('\'', '"')))
            .Add("mock", mock is null ? default : Json(mock))
            .Add("stateConfiguration", Json(configuration))
            .Build();
        return await Engine(Clock()).TestStateAsync(Value.From(request), TestContext.Current.CancellationToken);
    }
}
