{{- define "maillage.name" -}}
{{- printf "%s-%s" .Release.Name .part | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{- define "maillage.selector" -}}
app.kubernetes.io/name: maillage
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "maillage.labels" -}}
{{ include "maillage.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* What every pod says of itself; `.user` is who it runs as. The security context is last: the proxy adds to it. */}}
{{- define "maillage.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .user }}
  runAsGroup: {{ .user }}
  fsGroup: {{ .user }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "maillage.confined" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/*
A container of our image. Settings stand in the pods, not in a ConfigMap: the migration runs before anything else of the
release exists, and a changed setting restarts whom it concerns.
*/}}
{{- define "maillage.container" -}}
name: {{ .part }}
image: {{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext: {{- include "maillage.confined" . | nindent 2 }}
env:
{{- range $name, $value := .Values.settings }}
  - name: {{ $name }}
    value: {{ $value | quote }}
{{- end }}
envFrom:
  - secretRef:
      name: {{ .Values.existingSecret }}
resources: {{- toYaml (index .Values .part).resources | nindent 2 }}
{{- end }}

{{- define "maillage.mounts" -}}
- name: tmp
  mountPath: /tmp
- name: media
  mountPath: /app/var/media
{{- end }}

{{- define "maillage.volumes" -}}
- name: tmp
  emptyDir: {}
- name: media
  persistentVolumeClaim:
    claimName: {{ .Values.media.existingClaim | default (include "maillage.name" (merge (dict "part" "media") .)) }}
{{- end }}
