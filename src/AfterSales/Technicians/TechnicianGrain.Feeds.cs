using System.Security.Cryptography;
using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

public sealed partial class TechnicianGrain : ICalendarFeeds
{
    private const int SecretBytes = 16;

    public Task<Answer> MakeFeed(Intent<MakeCalendarFeed> intent) => AskAndDecide(intent, async (technician, now) => MayKeepFeed(technician, intent.Caller)
        ? FeedRules.Make(
            technician, CalendarFeed.Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)), intent.Caller.Language,
            (await policies.At(technician.BranchId)).Get(FeedPolicies.Days), now)
        : new AuthNotAuthorized());

    public Task<Answer> RevokeFeed(Intent<RevokeCalendarFeed> intent) => Decide(intent, (technician, now) =>
        MayKeepFeed(technician, intent.Caller) ? FeedRules.Revoke(technician) : new AuthNotAuthorized());

    internal static bool MayKeepFeed(Technician technician, Caller caller) => caller.Technician == technician.Id || caller.ActsFor(technician.BranchId);
}
