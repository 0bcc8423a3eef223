using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

public sealed partial class TechnicianGrain : IQualifications
{
    public Task<Answer> SetSkills(Intent<SetSkills> intent) => OfKnownWork(intent, intent.Body.Skills.Select(skill => skill.Code),
        (technician, now) => QualificationRules.SetSkills(technician, intent.Body.Skills));

    public Task<Answer> AddSkills(Intent<AddSkills> intent) => OfKnownWork(intent, intent.Body.Codes,
        (technician, now) => QualificationRules.AddSkills(technician, intent.Body.Codes));

    public async Task<Answer> PassTraining(Intent<PassTraining> intent)
    {
        var home = await Home();
        return await OfKnownWork(intent, [intent.Body.Skill],
            (technician, now) => QualificationRules.PassTraining(technician, intent.Body, home!.Calendar.LocalDay(now)));
    }

    public async Task<Answer> RecordCertificate(Intent<RecordCertificate> intent)
    {
        var home = await Home();
        var days = home is null ? [] : (await policies.At(home.Id)).Get(TechnicianPolicies.CertificateNotices);
        return await OfKnownWork(intent, [intent.Body.Skill],
            (technician, now) => QualificationRules.Record(technician, intent.Body, days, home!.Calendar, now));
    }

    public Task<Answer> WithdrawCertificate(Intent<WithdrawCertificate> intent) =>
        AtHome(intent, (technician, now) => QualificationRules.Withdraw(technician, intent.Body, now));

    private async Task<Answer> OfKnownWork<T>(Intent<T> intent, IEnumerable<string> codes, Func<Technician, DateTimeOffset, Decision> rule)
    {
        var known = State is { } state ? (await policies.At(state.BranchId)).Get(TechnicianPolicies.Skills) : [];
        return await AtHome(intent, (technician, now) =>
            KnownWork.Beside(rule(technician, now), codes, known, technician.Qualifications.Codes));
    }
}
