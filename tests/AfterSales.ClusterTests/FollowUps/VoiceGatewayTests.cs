using System.Net;
using System.Text;
using AfterSales.Branches.Rules;
using AfterSales.Channels;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.FollowUps.Voice;
using AfterSales.FollowUps.Voice.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.ClusterTests.FollowUps;

/// <summary>Follow-up calls that a gateway makes which knows nothing of us but the protocol.</summary>
public abstract class VoiceGatewayTests(GatewayCluster gateway)
{
    private const string ByGateway =
        """[{"name":"first","trigger":"Completion","opensAfterDays":3,"closesAfterDays":7,"channel":"VoiceGateway"},{"name":"second","trigger":"Completion","opensAfterDays":7,"closesAfterDays":14,"after":"first"}]""";

    private TestCluster Cluster => gateway.Cluster;

    [Fact]
    public async Task A_customer_who_presses_one_is_reached_and_his_marks_are_on_the_card()
    {
        var (company, calls) = await Called(1);
        var spoken = await gateway.Heard($"calling {GatewayCluster.NumberOf(1)}");
        Assert.Equal(["zh-CN", "first", "Shanghai", "outcome", "attitude", "skill", "punctuality", "promises"], spoken[2..]);
        await Reported(1, "200");
        var file = (await calls.ReadFollowUps(company.Staff))!;
        Assert.Equal([("first", FollowUpState.Reached, 1), ("second", FollowUpState.Planned, 0)], file.Calls.Calls.Select(call => (call.Step, call.State, call.Tries)));
        var card = Assert.Single(await Cluster.Rows<SurveyCardRow>(rows => rows.Where(row => row.TicketId == file.RecordId)));
        Assert.Equal((SurveyState.Answered, AnswerWay.VoiceGateway, 4, 3), (card.State, card.AnsweredBy, card.Attitude, card.Skill));
    }

    [Fact]
    public async Task Who_does_not_answer_is_called_again_by_itself_six_times_in_all()
    {
        var (company, calls) = await Called(2);
        for (var tries = 1; tries < 6; tries++)
        {
            await Reported(2, "200");
            var call = (await calls.ReadFollowUps(company.Staff))!.Calls.Calls[0];
            Assert.Equal((tries, FollowUpState.Due, CallChannel.VoiceGateway), (call.Tries, call.State, call.Channel));
            await Cluster.Time.MoveTo(call.NextTryAt!.Value);
        }

        await Reported(2, "200");
        Assert.Equal([("first", FollowUpState.GivenUp, 6), ("second", FollowUpState.Planned, 0)],
            (await calls.ReadFollowUps(company.Staff))!.Calls.Calls.Select(call => (call.Step, call.State, call.Tries)));
        Assert.Equal(6, (await Voices(company)).Count(voice => voice is { State: VoiceCallState.Reported, Offers: 1 }));
    }

    [Fact]
    public async Task Who_wants_a_person_is_in_the_queue()
    {
        var (company, calls) = await Called(3);
        await Reported(3, "200");
        var row = Assert.Single(await Cluster.Rows<FollowUpCallRow>(rows => rows.Where(row => row.BranchId == company.BranchId)));
        Assert.Equal((FollowUpState.Due, CallChannel.Person, CallResult.CallBackLater), (row.State, row.Channel, row.LastResult));
        await Company.Accepted(calls.RecordFollowUp(new(new RecordFollowUp(1, CallResult.Reached), company.Staff)));
    }

    [Fact]
    public async Task Who_wants_no_more_calls_has_it_in_his_file()
    {
        var (company, _) = await Called(4);
        await Reported(4, "200");
        Assert.True((await Cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Read(company.Staff))!.Consents.IsRefusedTo(ConsentChannel.Call));
    }

    [Fact]
    public async Task A_gateway_that_was_down_is_offered_the_call_again_and_calls_once()
    {
        var (company, calls) = await Called(5);
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(10));
        await Reported(5, "200");
        Assert.Equal((FollowUpState.Reached, 1), (await calls.ReadFollowUps(company.Staff))!.Calls.Calls.Select(call => (call.State, call.Tries)).First());
        Assert.Equal(2, Assert.Single(await Voices(company)).Offers);
    }

    [Fact]
    public async Task A_wrong_number_is_somebodys_to_correct()
    {
        var (company, _) = await Called(6);
        await Reported(6, "200");
        Assert.Contains(await Cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.BranchId == company.BranchId)), task => task.Kind == TaskKind.CorrectPhoneNumber);
    }

    [Fact]
    public async Task A_report_with_a_wrong_signature_is_not_believed_and_in_the_end_a_person_calls()
    {
        var (company, calls) = await Called(7);
        await Reported(7, "401");
        Assert.Equal((FollowUpState.Due, true), (await calls.ReadFollowUps(company.Staff))!.Calls.Calls.Select(call => (call.State, call.IsWithGateway)).Single());
        await Cluster.Time.MoveTo(Cluster.Now.AddHours(3));
        Assert.Equal((FollowUpState.Due, CallChannel.Person, 0), (await calls.ReadFollowUps(company.Staff))!.Calls.Calls.Select(call => (call.State, call.Channel, call.Tries)).Single());
        Assert.Equal(VoiceCallState.GivenUp, Assert.Single(await Voices(company)).State);
    }

    [Theory]
    [InlineData(8, 4)]
    [InlineData(99, 0)]
    public async Task A_call_the_gateway_does_not_take_is_a_persons(int number, int offers)
    {
        var (company, calls) = await Called(number);
        await Cluster.Time.MoveTo(Cluster.Now.AddHours(1));
        Assert.Equal((FollowUpState.Due, CallChannel.Person), (await calls.ReadFollowUps(company.Staff))!.Calls.Calls.Select(call => (call.State, call.Channel)).Single());
        var voice = Assert.Single(await Voices(company));
        Assert.Equal((VoiceCallState.GivenUp, offers), (voice.State, voice.Offers));
    }

    [Theory]
    [InlineData("""{"callId":"vc-nobody","status":"answered"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"callId":"t-1","status":"answered"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"callId":"vc-1","status":"sang"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"callId":"vc-1","status":"answered","keys":{"outcome":"12"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"callId":"vc-1","status":"answered","keys":{"outcome":null}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"callId":"vc-1","status":"answered","keys":{"":"1"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"callId":"vc-1\u0000","status":"answered"}""", HttpStatusCode.BadRequest)]
    [InlineData("""["vc-1"]""", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    public async Task What_is_no_report_of_ours_is_refused(string body, HttpStatusCode status)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Reports) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.Add(MessageSignature.Header, MessageSignature.Of(GatewayCluster.Secret, Encoding.UTF8.GetBytes(body), TimeProvider.System.GetUtcNow()));
        using var answer = await client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
        using var unsigned = await client.PostAsync(gateway.Reports, new ByteArrayContent(Encoding.UTF8.GetBytes(body)));
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
    }

    /// <summary>A customer at this number, whose first call has fallen to the gateway.</summary>
    private async Task<(Company Company, ITicketFollowUps Calls)> Called(int number)
    {
        var company = await Company.Open(Cluster);
        await Company.Accepted(Cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId))
            .Set(new Intent<SetPolicy>(new SetPolicy(company.BranchId, FollowUpPolicies.Plan.Key, ByGateway), company.Director)));
        var customer = Cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        var details = (await customer.Read(company.Staff))!.Details with { Phones = [new Phone(GatewayCluster.NumberOf(number))] };
        await Company.Accepted(customer.Amend(company.Intent(details)));
        var ticket = await company.Completed("voice", Cluster.Now.AddHours(1));
        await Cluster.Time.MoveTo((await ticket.Read(company.Staff))!.FollowUps.Calls[0].OpensAt);
        return (company, Cluster.Grains.GetGrain<ITicketFollowUps>(ticket.GetPrimaryKeyString()));
    }

    /// <summary>The gateway has reported twice, as it always does, and all has arrived.</summary>
    private async Task Reported(int number, string status)
    {
        for (var i = 0; i < 2; i++) Assert.Equal(status, (await gateway.Heard($"reported {GatewayCluster.NumberOf(number)}"))[^1]);
        await Cluster.Time.Settle();
    }

    private Task<List<VoiceCallRow>> Voices(Company company) => Cluster.Rows<VoiceCallRow>(rows => rows.Where(row => row.BranchId == company.BranchId));
}

public sealed class VoiceGatewayOnSqlite(GatewayOnSqlite gateway) : VoiceGatewayTests(gateway), IClassFixture<GatewayOnSqlite>;

public sealed class VoiceGatewayOnPostgreSql(GatewayOnPostgreSql gateway) : VoiceGatewayTests(gateway), IClassFixture<GatewayOnPostgreSql>;
